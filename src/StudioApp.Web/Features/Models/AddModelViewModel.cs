using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;

namespace StudioApp.Web.Features.Models;

/// <summary>From a repository's id to a download: first what it is and costs, then the person decides.</summary>
public sealed class AddModelViewModel(IModelHub hub, IModelInstaller installer)
{
    private int _asked;

    public string Repository { get; set; } = "";

    public string Revision { get; set; } = "";

    /// <summary>Goes to the hub and nowhere else; gone with the page.</summary>
    public string Token { get; set; } = "";

    /// <summary>The folder that it becomes.</summary>
    public string Name { get; set; } = "";

    /// <summary>What was looked at; null before, and after a refusal.</summary>
    public HubModel? Found { get; private set; }

    public StudioError? Problem { get; private set; }

    public bool Looking { get; private set; }

    public bool CanLook => !Looking && !string.IsNullOrWhiteSpace(Repository);

    /// <summary>What is asked later in the meantime wins.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var mine = ++_asked;
        Found = null;
        Problem = null;
        var address = HubAddress.Parse(Repository, Revision);
        if (!address.Succeeded)
        {
            Problem = address.Error;
            return;
        }

        Looking = true;
        try
        {
            var found = await hub.DescribeAsync(address.Value, AccessToken.From(Token), ct);
            if (mine != _asked)
                return;

            Found = found.Value;
            Problem = found.Error;
            Name = Found?.SuggestedName ?? Name;
        }
        finally
        {
            if (mine == _asked)
                Looking = false;
        }
    }

    /// <returns>Whether it is on its way.</returns>
    public async Task<bool> DownloadAsync(CancellationToken ct)
    {
        if (Found is not { } model)
            return false;

        var started = await installer.StartAsync(model, Name.Trim(), AccessToken.From(Token), ct);
        Problem = started.Error;
        if (started.Succeeded)
            (Found, Repository, Revision, Token) = (null, "", "", "");
        return started.Succeeded;
    }
}
