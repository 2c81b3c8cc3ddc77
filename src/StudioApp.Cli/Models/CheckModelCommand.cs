using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudioApp.Cli.Generate;
using StudioApp.Cli.Host;
using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Cli.Models;

/// <summary><c>studio models check PATH</c>: which family a folder is of, and what it lacks, wherever it lies. Exits with 1 when it cannot be used.</summary>
internal sealed class CheckModelCommand : Command
{
    private readonly CliConsole _console;
    private readonly Func<ParseResult, IHost> _services;

    private readonly Argument<string> _path = new("PATH") { Description = "A model folder." };

    public CheckModelCommand(CliConsole console, Func<ParseResult, IHost> services)
        : base("check", "Says which family a folder is of, and what it lacks.")
    {
        _console = console;
        _services = services;
        Add(_path);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var path = Path.GetFullPath(parsed.GetRequiredValue(_path));
        if (!Directory.Exists(path))
        {
            _console.Error.WriteLine($"There is no folder '{path}'.");
            return ExitCodes.BadUsage;
        }

        using var host = _services(parsed);
        var folder = host.Services.GetRequiredService<IModelFolderReader>().Read(path);
        _console.Out.WriteLine($"{folder.Title}: {(folder.Family.Length > 0 ? $"{folder.Family} family" : "family unknown")}, {ProgressText.SizeOf(folder.Bytes)}{(folder.Licence.Length > 0 ? $", {folder.Licence}" : "")}");
        foreach (var problem in folder.Problems)
            _console.Out.WriteLine($"  {(problem.File.Length > 0 ? $"{problem.File}: " : "")}{problem.Message}");
        _console.Out.WriteLine(folder.Usable ? "  nothing is missing" : $"  cannot be used: {folder.Problems.Count} {(folder.Problems.Count == 1 ? "problem" : "problems")}");
        return folder.Usable ? ExitCodes.Succeeded : ExitCodes.Failed;
    }
}
