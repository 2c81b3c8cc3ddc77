using StudioApp.Core.Generations;

namespace StudioApp.Cli.Generate;

/// <summary>Progress and results in a person's words.</summary>
internal static class ProgressText
{
    public static string Of(GenerationProgress progress)
    {
        var text = progress.Phase switch
        {
            GenerationPhase.Denoising => $"Denoising {progress.Step}/{progress.TotalSteps}",
            GenerationPhase.Rendering => $"Rendering {progress.Frame}/{progress.TotalFrames}",
            GenerationPhase.Saving => "Saving",
            _ => "Preparing",
        };
        text += $", {progress.Elapsed.TotalSeconds:0.0} s";
        return progress.Remaining is { } left ? $"{text}, about {Math.Ceiling(left.TotalSeconds):0} s left" : text;
    }

    public static string Of(MadeClip clip)
    {
        var facts = clip.Facts;
        return $"{facts.Duration.TotalSeconds:0.##} s, {facts.Width} x {facts.Height}, {facts.FramesPerSecond:0.##} frames a second, {SizeOf(facts.Bytes)}; "
            + $"made in {facts.MakingTime.TotalSeconds:0.0} s on {facts.Device} with seed {clip.Settings.Seed}.";
    }

    public static string SizeOf(long bytes) => bytes switch
    {
        < 1_000_000 => $"{bytes / 1e3:0} kB",
        < 1_000_000_000 => $"{bytes / 1e6:0.0} MB",
        _ => $"{bytes / 1e9:0.0} GB",
    };
}
