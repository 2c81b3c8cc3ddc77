using StudioApp.Media.Clips;

namespace StudioApp.Media.Probing;

/// <summary>Looks into a video file.</summary>
public interface IMediaProbe
{
    /// <summary>Measures a video and reads what it says of itself.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="MediaException"><see cref="MediaFault.Unreadable"/> when it is no video, <see cref="MediaFault.FfmpegMissing"/>.</exception>
    Task<ProbedClip> ProbeAsync(string path, CancellationToken ct);
}

/// <summary>What a video was measured to be. Frames are counted, not taken from the header.</summary>
/// <param name="Tags">What this studio, or another, embedded; null when the file carries no settings.</param>
public sealed record ProbedClip(
    int Width,
    int Height,
    double FramesPerSecond,
    int FrameCount,
    TimeSpan Duration,
    long Bytes,
    ClipTags? Tags);
