using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StudioApp.Cli.Generate;
using StudioApp.Cli.Host;
using StudioApp.Cli.Inspect;
using StudioApp.Cli.Models;

namespace StudioApp.Cli;

/// <summary>The whole command line, from arguments to exit code.</summary>
internal sealed class StudioCommandLine(CliConsole console, Action<IServiceCollection>? first = null)
{
    /// <summary>What a cancelled clip needs at most: the step under way, and ffmpeg's end.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Say on the error stream what happens inside.", Recursive = true };

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        // no response files: a prompt may begin with @
        var parsed = Build().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
            return RefuseUsage(parsed);

        var streams = new InvocationConfiguration
        {
            Output = console.Out,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToStop,
        };
        try
        {
            return await parsed.InvokeAsync(streams, ct);
        }
        catch (OptionsValidationException e)
        {
            await console.Error.WriteLineAsync($"The settings cannot be used: {string.Join(' ', e.Failures)}");
            return ExitCodes.BadUsage;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await console.Error.WriteLineAsync(parsed.GetValue(_verbose)
                ? e.ToString()
                : $"Something went wrong inside the studio: {e.Message} Run it again with --verbose to see where.");
            return ExitCodes.Failed;
        }
    }

    private Command Build()
    {
        var studio = new Command("studio", "Makes AI video on this machine, without a server.")
        {
            new HelpOption(),
            new VersionOption(),
            _verbose,
        };
        studio.Add(new GenerateCommand(console, Services));
        studio.Add(new ModelsCommand(console, Services));
        studio.Add(new InspectCommand(console, Services));
        return studio;
    }

    private Microsoft.Extensions.Hosting.IHost Services(ParseResult parsed) => CliHost.Build(parsed.GetValue(_verbose), first);

    private int RefuseUsage(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            console.Error.WriteLine(error.Message);

        var path = parsed.CommandResult.Command.Name;
        for (var parent = parsed.CommandResult.Parent; parent is CommandResult { Command.Name: var name }; parent = parent.Parent)
            path = $"{name} {path}";
        console.Error.WriteLine($"Try: {path} --help");
        return ExitCodes.BadUsage;
    }
}
