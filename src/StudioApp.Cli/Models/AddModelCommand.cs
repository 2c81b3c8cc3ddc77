using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StudioApp.Cli.Generate;
using StudioApp.Cli.Host;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Engine.Local;

namespace StudioApp.Cli.Models;

/// <summary>
/// <c>studio models add owner/name</c>: says what it is and costs, asks, downloads. <c>studio models add FOLDER</c>: links it. The output stream gets the model's name.
/// </summary>
internal sealed class AddModelCommand : Command
{
    private readonly CliConsole _console;
    private readonly Func<ParseResult, IHost> _services;

    private readonly Argument<string> _repository = new("MODEL") { Description = "The model's id on the hub, such as owner/name, or its page's address; or a folder of this machine, which is used where it is." };
    private readonly Option<string> _revision = new("--revision") { Description = "A branch, a tag or a commit; the main branch when left out.", HelpName = "REVISION" };
    private readonly Option<string> _name = new("--name") { Description = "What the studio calls it; the repository's or the folder's name when left out.", HelpName = "NAME" };
    private readonly Option<string> _token = new("--token") { Description = "For gated and private models. Safer in the environment variable HF_TOKEN: other users see arguments.", HelpName = "TOKEN" };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Download without asking; also where the studio could not run it." };

    public AddModelCommand(CliConsole console, Func<ParseResult, IHost> services)
        : base("add", "Downloads a model from the hub, or links a folder. Run it again to go on with a download that stopped.")
    {
        _console = console;
        _services = services;
        Add(_repository);
        foreach (Option option in (Option[])[_revision, _name, _token, _yes])
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        using var host = _services(parsed);
        try
        {
            if (FolderOf(parsed.GetRequiredValue(_repository)) is { } folder)
                return await LinkAsync(host, folder, parsed.GetValue(_name), ct);

            var address = HubAddress.Parse(parsed.GetRequiredValue(_repository), parsed.GetValue(_revision));
            if (!address.Succeeded)
                return Fail(address.Error);

            var token = AccessToken.From(parsed.GetValue(_token));
            var looked = await host.Services.GetRequiredService<IModelHub>().DescribeAsync(address.Value, token, ct);
            if (!looked.Succeeded)
                return Fail(looked.Error);

            var name = parsed.GetValue(_name) ?? looked.Value.Address.Name;
            foreach (var line in HubModelText.Of(looked.Value))
                _console.Error.WriteLine(line);
            return await AgreesAsync(looked.Value, parsed.GetValue(_yes), ct) switch
            {
                null => Fail(new StudioError("cli.nobody-to-ask", "Nothing was downloaded. Give --yes to download without being asked.") { Field = "yes" }),
                false => Fail(new StudioError("cli.declined", "Nothing was downloaded.")),
                true => await DownloadAsync(host, looked.Value, name, token, ct),
            };
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            _console.Error.WriteLine("Stopped. Run the same command again to go on from here.");
            return ExitCodes.Cancelled;
        }
    }

    // a path is a path even where no folder is there; what reads like owner/name is one only where it is
    private static string? FolderOf(string text) => FolderModel.IsPath(text) || Directory.Exists(text) ? Path.GetFullPath(text) : null;

    private async Task<int> LinkAsync(IHost host, string path, string? name, CancellationToken ct)
    {
        var links = host.Services.GetRequiredService<IModelLinks>();
        var found = await links.DescribeAsync(path, ct);
        if (!found.Succeeded)
            return Fail(found.Error);
        if (found.Value.Problem is { } problem)
        {
            _console.Error.WriteLine(problem.Details ?? problem.Message);
            return Fail(new StudioError("cli.unusable", $"'{path}' cannot be used, so it was not linked."));
        }

        var linked = await links.AddAsync(path, name ?? found.Value.SuggestedName, ct);
        if (!linked.Succeeded)
            return Fail(linked.Error);

        _console.Error.WriteLine($"Linked {found.Value.Title} ({found.Value.Family}, {ProgressText.SizeOf(found.Value.Bytes)}). It stays in '{found.Value.Path}'.");
        _console.Out.WriteLine(linked.Value);
        return ExitCodes.Succeeded;
    }

    private async Task<bool?> AgreesAsync(HubModel model, bool yes, CancellationToken ct) =>
        yes ? true : await _console.AskAsync(model.Problem is null ? "Download it?" : "Download it all the same?", ct);

    private async Task<int> DownloadAsync(IHost host, HubModel model, string name, AccessToken? token, CancellationToken ct)
    {
        var installer = host.Services.GetRequiredService<IModelInstaller>();
        var line = new InstallLine(_console, host.Services.GetRequiredService<TimeProvider>());
        using var subscription = installer.Subscribe(line.Show);
        var started = await installer.StartAsync(model, name, token, ct);
        if (!started.Succeeded)
            return Fail(started.Error);

        ModelInstall? end;
        try
        {
            end = await installer.WaitAsync(name, ct);
        }
        catch (OperationCanceledException)
        {
            await installer.StopAsync(name, CancellationToken.None);
            line.Clear();
            throw;
        }

        line.Clear();
        if (end is not { State: ModelInstallState.Done })
            return Fail(end?.Error ?? HubErrors.DownloadUnknown(name));

        var folder = Path.Combine(Path.GetFullPath(host.Services.GetRequiredService<IOptions<LocalGenerationOptions>>().Value.ModelsFolder), name);
        _console.Error.WriteLine($"Installed {ProgressText.SizeOf(end.TotalBytes)} in '{folder}'.");
        _console.Out.WriteLine(name);
        return ExitCodes.Succeeded;
    }

    private int Fail(StudioError error)
    {
        _console.Error.WriteLine(error.Message);
        return error.Field is null ? ExitCodes.Failed : ExitCodes.BadUsage;
    }
}
