using System.Text.Json;
using StudioApp.Cli.Host;
using StudioApp.Core.Generations;
using StudioApp.Core.Outcomes;
using StudioApp.Engine.Clips;

namespace StudioApp.Cli.Generate;

/// <summary>For programs: one JSON object a line on the output stream, of which the last is <c>done</c> or <c>error</c>.</summary>
internal sealed class JsonView(CliConsole console) : IGenerateView
{
    private readonly Lock _lock = new();

    public void Report(GenerationProgress value) => Write(new
    {
        @event = "progress",
        phase = JsonNamingPolicy.CamelCase.ConvertName(value.Phase.ToString()),
        step = value.Step,
        totalSteps = value.TotalSteps,
        frame = value.Frame,
        totalFrames = value.TotalFrames,
        etaSeconds = value.Remaining is { } left ? Math.Round(left.TotalSeconds, 2) : (double?)null,
    });

    public void Note(string text) => console.Error.WriteLine(text);

    public void Done(MadeClip clip) => Write(new
    {
        @event = "done",
        output = clip.Path,
        width = clip.Facts.Width,
        height = clip.Facts.Height,
        framesPerSecond = clip.Facts.FramesPerSecond,
        frameCount = clip.Facts.FrameCount,
        durationSeconds = clip.Facts.Duration.TotalSeconds,
        bytes = clip.Facts.Bytes,
        device = clip.Facts.Device,
        makingSeconds = Math.Round(clip.Facts.MakingTime.TotalSeconds, 3),
        settings = SettingsDocument.Of(clip.Settings),
    });

    public void Failed(StudioError error) => Write(new { @event = "error", code = error.Code, message = error.Message });

    private void Write<T>(T line)
    {
        var text = JsonSerializer.Serialize(line, CliJson.OneLine);
        lock (_lock)
            console.Out.WriteLine(text);
    }
}
