using System.Globalization;
using StudioApp.Media.Ffmpeg;
using StudioApp.Media.Probing;

namespace StudioApp.Media.Clips;

/// <summary>Compares what was written with what was asked for.</summary>
internal static class ClipCheck
{
    /// <exception cref="MediaException">They differ; the message says in what.</exception>
    public static void ThrowIfDifferent(ClipJob job, ProbedClip written)
    {
        var frame = TimeSpan.FromSeconds(1 / job.FramesPerSecond);
        var duration = job.FrameCount * frame;
        if ((written.Width, written.Height) != (job.Width, job.Height))
            throw Differs($"it is {written.Width} x {written.Height} pixels, not {job.Width} x {job.Height}.");
        if (written.FrameCount != job.FrameCount)
            throw Differs($"it has {written.FrameCount} frames, not {job.FrameCount}.");
        if ((written.Duration - duration).Duration() > frame)
            throw Differs($"it lasts {written.Duration.TotalSeconds:0.###} s, not {duration.TotalSeconds:0.###} s.");
    }

    /// <summary>A JPEG file begins and ends with its markers; a cut-off one lacks the last.</summary>
    /// <exception cref="MediaException">The picture is missing or cut off.</exception>
    public static void ThrowIfIncomplete(string jpeg, string name)
    {
        using var file = File.Exists(jpeg) ? File.OpenHandle(jpeg) : throw Differs($"its {name} is missing.");
        Span<byte> start = stackalloc byte[2];
        Span<byte> end = stackalloc byte[2];
        var length = RandomAccess.GetLength(file);
        if (length < 4
            || RandomAccess.Read(file, start, 0) != 2 || start is not [0xFF, 0xD8]
            || RandomAccess.Read(file, end, length - 2) != 2 || end is not [0xFF, 0xD9])
        {
            throw Differs($"its {name} is cut off.");
        }
    }

    private static MediaException Differs(FormattableString what) => FfmpegFaults.NotAsAsked(what.ToString(CultureInfo.InvariantCulture));
}
