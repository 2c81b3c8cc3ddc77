using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudioApp.Cli.Generate;
using StudioApp.Cli.Host;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;

namespace StudioApp.Cli.Models;

/// <summary><c>studio models remove NAME</c>: into the trash. What the studio did not download, it does not touch without being told twice.</summary>
internal sealed class RemoveModelCommand : Command
{
    private readonly CliConsole _console;
    private readonly Func<ParseResult, IHost> _services;

    private readonly Argument<string> _name = new("NAME") { Description = "The model's name; see 'studio models'." };
    private readonly Option<bool> _forGood = new("--for-good") { Description = "Delete it, and earlier ones of its name in the trash, so that the disk has the room again." };
    private readonly Option<bool> _undo = new("--undo") { Description = "Put the one back that was removed last under this name." };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask, even where the studio did not download it." };

    public RemoveModelCommand(CliConsole console, Func<ParseResult, IHost> services)
        : base("remove", "Moves a model into the models folder's trash.")
    {
        _console = console;
        _services = services;
        Add(_name);
        foreach (Option option in (Option[])[_forGood, _undo, _yes])
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        using var host = _services(parsed);
        var trash = host.Services.GetRequiredService<IModelTrash>();
        var name = parsed.GetRequiredValue(_name);
        if (parsed.GetValue(_undo))
            return await UndoAsync(trash, name, ct);

        var model = await host.Services.GetRequiredService<IModelCatalog>().FindAsync(name, ct);
        var asks = !parsed.GetValue(_yes) && (parsed.GetValue(_forGood) || model is { Source: null });
        if (asks && await _console.AskAsync(Question(name, model, parsed.GetValue(_forGood)), ct) is not true)
        {
            _console.Error.WriteLine("Nothing was removed. Give --yes to remove it without being asked.");
            return ExitCodes.BadUsage;
        }

        return parsed.GetValue(_forGood) ? await DeleteAsync(trash, model, name, ct) : await MoveAsync(trash, name, ct);
    }

    private static string Question(string name, InstalledModel? model, bool forGood) =>
        (model is { Source: null } ? $"The studio did not download '{name}'. " : "") + (forGood ? "Delete it for good?" : "Move it into the trash?");

    private async Task<int> MoveAsync(IModelTrash trash, string name, CancellationToken ct)
    {
        var removed = await trash.RemoveAsync(name, ct);
        if (!removed.Succeeded)
            return Fail(removed.Error);

        _console.Error.WriteLine($"Moved '{removed.Value.Name}' into the trash. Put it back: studio models remove {removed.Value.Name} --undo");
        _console.Error.WriteLine($"It still takes {ProgressText.SizeOf(removed.Value.Bytes)}. Delete it: studio models remove {removed.Value.Name} --for-good");
        return ExitCodes.Succeeded;
    }

    private async Task<int> UndoAsync(IModelTrash trash, string name, CancellationToken ct)
    {
        if (await FindAsync(trash, name, ct) is not [var last, ..])
            return Fail(HubErrors.NotInTrash());
        var restored = await trash.RestoreAsync(last.Id, ct);
        if (!restored.Succeeded)
            return Fail(restored.Error);

        _console.Error.WriteLine($"'{restored.Value}' is back.");
        return ExitCodes.Succeeded;
    }

    private async Task<int> DeleteAsync(IModelTrash trash, InstalledModel? model, string name, CancellationToken ct)
    {
        if (model is not null && await trash.RemoveAsync(name, ct) is { Succeeded: false } refused)
            return Fail(refused.Error);
        var all = await FindAsync(trash, name, ct);
        if (all.Count == 0)
            return Fail(HubErrors.ModelUnknown(name));

        foreach (var entry in all)
        {
            if (await trash.DeleteAsync(entry.Id, ct) is { Succeeded: false } stuck)
                return Fail(stuck.Error);
        }

        _console.Error.WriteLine($"Deleted '{name}': {ProgressText.SizeOf(all.Sum(entry => entry.Bytes))}.");
        return ExitCodes.Succeeded;
    }

    private static async Task<IReadOnlyList<RemovedModel>> FindAsync(IModelTrash trash, string name, CancellationToken ct) =>
        [.. (await trash.ListAsync(ct)).Where(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];

    private int Fail(StudioError error)
    {
        _console.Error.WriteLine(error.Message);
        return ExitCodes.Failed;
    }
}
