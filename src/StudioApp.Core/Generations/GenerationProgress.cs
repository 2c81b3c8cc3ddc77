namespace StudioApp.Core.Generations;

public enum GenerationPhase
{
    /// <summary>The model is being loaded, or the remote engine has it in its queue.</summary>
    Preparing,
    Denoising,

    /// <summary>Latents are done; frames are being decoded and encoded.</summary>
    Rendering,
    Saving,
}

/// <summary>How far one running generation has come.</summary>
/// <param name="Step">Denoising steps done, 0 to <paramref name="TotalSteps"/>.</param>
/// <param name="Frame">Frames rendered, 0 to <paramref name="TotalFrames"/>.</param>
/// <param name="Elapsed">Since this attempt started.</param>
/// <param name="Remaining">Measured from the steps and frames done; null until something has been measured.</param>
public sealed record GenerationProgress(
    GenerationPhase Phase,
    int Step,
    int TotalSteps,
    int Frame,
    int TotalFrames,
    TimeSpan Elapsed,
    TimeSpan? Remaining)
{
    /// <summary><see cref="Remaining"/> as it is some time after the report: a long step counts down while it is under way.</summary>
    /// <param name="elapsed">Since this attempt started, by now.</param>
    public TimeSpan? RemainingAt(TimeSpan elapsed)
    {
        var left = Remaining - TimeSpan.FromTicks(Math.Max(0, (elapsed - Elapsed).Ticks));
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }
}
