using StudioApp.Core.Generations;

namespace StudioApp.Core.Previews;

/// <summary>
/// What a running generation looks like now, as a moment of motion: a few JPEG frames that play in a loop until the next burst.
/// </summary>
/// <param name="Sequence">Counts up within one attempt; a newer one replaces an older one.</param>
/// <param name="Step">The denoising step that it shows, 1 to <paramref name="TotalSteps"/>.</param>
/// <param name="FramesPerSecond">The rate at which the frames are to be played.</param>
/// <param name="Frames">JPEG files, at most 512 px a side, at most 50 kB together.</param>
public sealed record PreviewBurst(
    GenerationId Generation,
    long Sequence,
    int Step,
    int TotalSteps,
    double FramesPerSecond,
    IReadOnlyList<byte[]> Frames);
