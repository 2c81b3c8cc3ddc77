using System.ComponentModel;
using System.Globalization;
using FFMpegCore.Exceptions;
using Instances.Exceptions;

namespace StudioApp.Media.Ffmpeg;

/// <summary>Turns what ffmpeg and the system say into the faults that callers act on.</summary>
internal static class FfmpegFaults
{
    private const int LogLength = 4_000;

    private static readonly string[] DiskFullMarks = ["No space left on device", "Disk quota exceeded", "not enough space on the disk"];

    public static string NoH264(string version) =>
        $"This ffmpeg ({version}) was built without libx264, so it cannot make H.264 videos. Install a full build (Debian, Ubuntu: sudo apt-get install ffmpeg), or name its folder in the FfmpegFolder option.";

    public static MediaException Missing(string program, Exception? inner) => new(
        MediaFault.FfmpegMissing,
        $"'{program}' is not there or cannot be started, so frames cannot become a video. Install ffmpeg (Debian, Ubuntu: sudo apt-get install ffmpeg), or name its folder in the FfmpegFolder option.",
        inner);

    public static MediaException Broken(string program, int exitCode, IEnumerable<string> log) => new(
        MediaFault.FfmpegMissing,
        string.Create(CultureInfo.InvariantCulture, $"'{program}' is there but does not run (exit code {exitCode}). Install ffmpeg again (Debian, Ubuntu: sudo apt-get install --reinstall ffmpeg)."))
    {
        FfmpegLog = EndOf(log),
    };

    public static MediaException DiskFull(string folder, IEnumerable<string> log, Exception? inner = null) => new(
        MediaFault.DiskFull,
        $"The disk that holds '{folder}' is full, so the clip could not be written. Free some space and try again.",
        inner)
    {
        FfmpegLog = EndOf(log),
    };

    public static MediaException Stopped(int exitCode, IEnumerable<string> log) => new(
        MediaFault.EncodingFailed,
        string.Create(CultureInfo.InvariantCulture, $"ffmpeg stopped (exit code {exitCode}) before the video was complete. Try again; if it happens every time, ffmpeg's log says why."))
    {
        FfmpegLog = EndOf(log),
    };

    public static MediaException Hangs(string program, TimeSpan patience) => new(
        MediaFault.Hangs,
        string.Create(CultureInfo.InvariantCulture, $"{program} did nothing for {patience.TotalSeconds:0.###} s although it had work, so it was ended and nothing was kept. Try again; if the disk is only slow, raise the StallSeconds option."));

    public static MediaException NotAsAsked(string what, IEnumerable<string>? log = null, Exception? inner = null) => new(
        MediaFault.EncodingFailed,
        $"The video did not come out as asked: {what} Nothing was kept.",
        inner)
    {
        FfmpegLog = EndOf(log ?? []),
    };

    public static MediaException Unreadable(string path, string log) => new(
        MediaFault.Unreadable,
        $"'{path}' is not a video that ffprobe can read. It may be damaged, or something else than its name says.")
    {
        FfmpegLog = log,
    };

    public static bool SaysDiskFull(IEnumerable<string> log) =>
        log.Any(line => DiskFullMarks.Any(mark => line.Contains(mark, StringComparison.OrdinalIgnoreCase)));

    /// <summary>ENOSPC and EDQUOT of Linux and macOS, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.</summary>
    public static bool IsDiskFull(IOException e) =>
        e.HResult is 28 or 122 or 69 or unchecked((int)0x80070070) or unchecked((int)0x80070027)
        || SaysDiskFull([e.Message]);

    /// <summary>FFMpegCore says "not found" with a plain <see cref="FFMpegException"/>; a program that may not be executed is a Win32Exception.</summary>
    public static bool IsMissing(Exception e) =>
        e is InstanceFileNotFoundException or Win32Exception || e.GetType() == typeof(FFMpegException);

    private static string EndOf(IEnumerable<string> log)
    {
        var text = string.Join('\n', log);
        return text.Length <= LogLength ? text : text[^LogLength..];
    }
}
