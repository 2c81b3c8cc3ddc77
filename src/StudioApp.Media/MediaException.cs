namespace StudioApp.Media;

/// <summary>What went wrong, for callers that act on it.</summary>
public enum MediaFault
{
    FfmpegMissing,
    DiskFull,
    EncodingFailed,

    /// <summary>ffmpeg neither worked nor ended for longer than <see cref="MediaOptions.StallSeconds"/>.</summary>
    Hangs,

    /// <summary>A file that was to be read is no video, or is damaged.</summary>
    Unreadable,
}

/// <summary>A media file could not be made or read; the message says what to do, <see cref="FfmpegLog"/> what ffmpeg said.</summary>
public sealed class MediaException(MediaFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public MediaFault Fault { get; } = fault;

    /// <summary>The end of what ffmpeg wrote to its error stream; empty when it never ran.</summary>
    public string FfmpegLog { get; init; } = "";
}
