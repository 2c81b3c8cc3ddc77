using System.Globalization;
using System.Text;
using FFMpegCore;
using FFMpegCore.Enums;
using FFMpegCore.Pipes;

namespace StudioApp.Media.Clips;

/// <summary>The one ffmpeg run that makes a clip: raw frames in; video, poster and hover sheet out of one filter graph.</summary>
internal static class ClipArguments
{
    /// <summary>Up to this many pixels one encoder thread is several times as fast as a small model renders, and costs the least CPU.</summary>
    private const int PixelsForOneThread = 640 * 640;

    private const double PosterMoment = 0.4;
    private const double KeyframeSeconds = 2;

    public static FFMpegArgumentProcessor Build(ClipJob job, ClipParts parts, MediaOptions options, IPipeSource frames)
    {
        var sprite = SpriteLayout.For(job);
        return FFMpegArguments
            .FromPipeInput(frames, o => o.WithCustomArgument("-hide_banner -nostdin -nostats"))
            .AddFileInput(Quotable(parts.Tags), verifyExists: false, o => o.ForceFormat("ffmetadata"))
            .OutputToMany(outputs => outputs
                .OutputToFile(Quotable(parts.Video), overwrite: true, o => o
                    .WithComplexFilter(graph => graph
                        .From(0, StreamType.Video).WithCustomFilter("split", "3").As("film", "moment", "moments")
                        .From("film").WithCustomFilter("scale", "out_color_matrix=bt709:out_range=tv").WithCustomFilter("format", "yuv420p")
                        .WithCustomFilter("setparams", "range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709").As("video")
                        .From("moment").WithCustomFilter("select", Select([PosterFrame(job)]))
                        .WithCustomFilter("scale", "out_color_matrix=bt601:out_range=pc").WithCustomFilter("format", "yuvj420p").As("poster")
                        .From("moments").WithCustomFilter("select", Select(sprite.Frames))
                        .WithCustomFilter("scale", Invariant($"{sprite.TileWidth}:{sprite.TileHeight}:out_color_matrix=bt601:out_range=pc")).WithCustomFilter("format", "yuvj420p")
                        .WithCustomFilter("tile", Invariant($"{sprite.Columns}x{sprite.Rows}")).As("sprite"))
                    .WithMap("video")
                    .WithMapMetadata(1)
                    .WithVideoCodec(VideoCodec.LibX264)
                    .WithSpeedPreset(options.Preset)
                    .WithConstantRateFactor(options.ConstantRateFactor)
                    .WithGopSize(Math.Max(1, (int)Math.Round(KeyframeSeconds * job.FramesPerSecond)))
                    .WithThreads(ThreadsFor(job, options))
                    .WithFastStart()
                    .ForceFormat("mp4"))
                .OutputToFile(Quotable(parts.Poster), overwrite: true, o => OnePicture(o, "poster", quality: 3))
                .OutputToFile(Quotable(parts.Sprite), overwrite: true, o => OnePicture(o, "sprite", quality: 5)));
    }

    /// <summary>How ffmpeg is told what comes through the pipe.</summary>
    public static string RawInput(ClipJob job) => Invariant(
        $"-f rawvideo -pix_fmt rgb24 -video_size {job.Width}x{job.Height} -framerate {job.FramesPerSecond.ToString("R", CultureInfo.InvariantCulture)}");

    internal static int PosterFrame(ClipJob job) => (int)(PosterMoment * job.FrameCount);

    internal static int ThreadsFor(ClipJob job, MediaOptions options) =>
        options.Threads == 0 && job.Width * job.Height <= PixelsForOneThread ? 1 : options.Threads;

    /// <summary>
    /// FFMpegCore puts paths between quotes and does no more. By the rules that .NET splits an argument string by, a quote inside needs a
    /// backslash, and backslashes before a quote are doubled.
    /// </summary>
    internal static string Quotable(string path)
    {
        var quoted = new StringBuilder();
        foreach (var c in path)
        {
            if (c == '"')
                quoted.Append('\\', CountBackslashesAtEnd(quoted) + 1);
            quoted.Append(c);
        }

        return quoted.Append('\\', CountBackslashesAtEnd(quoted)).ToString();
    }

    private static int CountBackslashesAtEnd(StringBuilder text)
    {
        var count = 0;
        while (count < text.Length && text[text.Length - 1 - count] == '\\')
            count++;
        return count;
    }

    private static void OnePicture(FFMpegOutputOptions output, string label, int quality) => output
        .WithMap(label)
        .WithFrameCount(1)
        .WithVideoCodec(VideoCodec.Image.Jpg)
        .WithVideoQualityScale(quality)
        .ForceFormat("mjpeg");

    private static string Select(IEnumerable<int> frames) => "'" + string.Join('+', frames.Select(n => Invariant($"eq(n,{n})"))) + "'";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
