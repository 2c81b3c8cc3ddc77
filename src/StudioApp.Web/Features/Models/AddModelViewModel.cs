using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;

namespace StudioApp.Web.Features.Models;

/// <summary>From a repository's id to a download, or from a folder's path to a link: first what it is and costs, then the person decides.</summary>
public sealed class AddModelViewModel(IModelHub hub, IModelInstaller installer, IModelLinks links)
{
    private int _asked;

    /// <summary>A model of the hub, or a folder of this machine.</summary>
    public string Repository { get; set; } = "";

    public string Revision { get; set; } = "";

    /// <summary>Goes to the hub and nowhere else; gone with the page.</summary>
    public string Token { get; set; } = "";

    /// <summary>The folder that it becomes.</summary>
    public string Name { get; set; } = "";

    /// <summary>What was looked at; null before, and after a refusal.</summary>
    public HubModel? Found { get; private set; }

    /// <summary>As <see cref="Found"/>, where a folder was given.</summary>
    public FolderModel? Folder { get; private set; }

    /// <summary>What was typed is a folder's path: no revision or token belongs to it.</summary>
    public bool IsPath => FolderModel.IsPath(Repository);

    public StudioError? Problem { get; private set; }

    public bool Looking { get; private set; }

    public bool CanLook => !Looking && !string.IsNullOrWhiteSpace(Repository);

    /// <summary>What is asked later in the meantime wins.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var mine = ++_asked;
        (Found, Folder, Problem) = (null, null, null);
        if (IsPath)
        {
            await LookAtFolderAsync(mine, ct);
            return;
        }

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

    /// <returns>The model's name, once it is listed; null when it was refused.</returns>
    public async Task<string?> LinkAsync(CancellationToken ct)
    {
        if (Folder is not { } folder)
            return null;

        var linked = await links.AddAsync(folder.Path, Name.Trim(), ct);
        Problem = linked.Error;
        if (linked.Succeeded)
            (Folder, Repository) = (null, "");
        return linked.Value;
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

    private async Task LookAtFolderAsync(int mine, CancellationToken ct)
    {
        Looking = true;
        try
        {
            var found = await links.DescribeAsync(Repository, ct);
            if (mine != _asked)
                return;

            (Folder, Problem) = (found.Value, found.Error);
            Name = Folder?.SuggestedName ?? Name;
        }
        finally
        {
            if (mine == _asked)
                Looking = false;
        }
    }
}
