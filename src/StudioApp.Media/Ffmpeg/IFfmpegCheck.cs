namespace StudioApp.Media.Ffmpeg;

/// <summary>Asks whether clips can be encoded on this machine: for the start-up log, the Models page and readiness.</summary>
public interface IFfmpegCheck
{
    /// <summary>Runs ffmpeg and ffprobe once each; about 0.1 s.</summary>
    Task<FfmpegStatus> CheckAsync(CancellationToken ct);
}

/// <param name="Version">As ffmpeg names itself, such as <c>5.1.9-0+deb12u1</c>; empty when it could not be asked.</param>
/// <param name="Problem">What is missing and how to get it, in one English sentence or two; null when all is well.</param>
public sealed record FfmpegStatus(string Version, string? Problem)
{
    public bool Ready => Problem is null;
}
