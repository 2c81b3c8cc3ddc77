using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudioApp.Cli.Generate;
using StudioApp.Cli.Host;
using StudioApp.Core.Generations;
using StudioApp.Engine.Clips;
using StudioApp.Media;
using StudioApp.Media.Probing;

namespace StudioApp.Cli.Inspect;

/// <summary><c>studio inspect clip.mp4</c>: what a video is, and the settings that it was made with.</summary>
internal sealed class InspectCommand : Command
{
    private readonly CliConsole _console;
    private readonly Func<ParseResult, IHost> _services;
    private readonly Argument<string> _file = new("FILE") { Description = "The video." };
    private readonly Option<bool> _json = new("--json") { Description = "As JSON, for programs." };

    public InspectCommand(CliConsole console, Func<ParseResult, IHost> services)
        : base("inspect", "Prints the settings that a clip carries.")
    {
        _console = console;
        _services = services;
        Add(_file);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        using var host = _services(parsed);
        var file = parsed.GetRequiredValue(_file);
        try
        {
            var clip = await host.Services.GetRequiredService<IMediaProbe>().ProbeAsync(file, ct);
            ClipSettingsJson.TryRead(clip.Tags?.SettingsJson, out var settings);
            if (parsed.GetValue(_json))
                WriteJson(clip, settings);
            else
                WriteText(clip, settings);
            return ExitCodes.Succeeded;
        }
        catch (FileNotFoundException e)
        {
            _console.Error.WriteLine(e.Message);
            return ExitCodes.BadUsage;
        }
        catch (MediaException e)
        {
            _console.Error.WriteLine(e.Message);
            return ExitCodes.Failed;
        }
    }

    private void WriteText(ProbedClip clip, GenerationSettings? settings)
    {
        _console.Out.WriteLine($"{clip.Duration.TotalSeconds:0.##} s, {clip.Width} x {clip.Height}, {clip.FrameCount} frames at {clip.FramesPerSecond:0.##} a second, {ProgressText.SizeOf(clip.Bytes)}");
        if (settings is null)
        {
            _console.Out.WriteLine("It carries no settings of this studio.");
            return;
        }

        _console.Out.WriteLine($"prompt: {settings.Prompt}");
        if (settings.NegativePrompt.Length > 0)
            _console.Out.WriteLine($"negative prompt: {settings.NegativePrompt}");
        _console.Out.WriteLine($"model: {settings.Model}");
        _console.Out.WriteLine($"seconds: {settings.Seconds}, seed: {settings.Seed}, steps: {settings.Steps}, guidance: {settings.Guidance}, aspect: {settings.Aspect}");
        if (settings.StartPicture is { } picture)
            _console.Out.WriteLine($"started from picture: {picture}{(settings.Strength is { } strength ? $", strength: {strength}" : "")}");
    }

    private void WriteJson(ProbedClip clip, GenerationSettings? settings) => _console.Out.WriteLine(JsonSerializer.Serialize(
        new
        {
            width = clip.Width,
            height = clip.Height,
            framesPerSecond = clip.FramesPerSecond,
            frameCount = clip.FrameCount,
            durationSeconds = clip.Duration.TotalSeconds,
            bytes = clip.Bytes,
            settings = settings is null ? null : SettingsDocument.Of(settings),
        },
        CliJson.Indented));
}
