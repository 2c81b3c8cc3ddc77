using System.Globalization;
using FFMpegCore;
using FFMpegCore.Enums;
using StudioApp.Media.Clips;

namespace StudioApp.Media.Stills;

/// <summary>The one ffmpeg run that makes a picture: PNG, thumbnail and the hash of its pixels out of one filter graph.</summary>
internal static class PictureArguments
{
    private const string Resampling = "flags=lanczos+accurate_rnd+full_chroma_int";

    /// <summary>
    /// Models see colours and no transparency. White below it, because that is what pages and picture programs show it on; dropping it would bring out whatever
    /// colour lies unseen in the clear parts. Turned over, multiplied and turned back: 255 - (255 - c) a = c a + 255 (1 - a).
    /// </summary>
    private const string OnWhite = $"scale={Resampling},format=gbrap,negate=components=r+g+b,premultiply=inplace=1,format=gbrp,negate=components=r+g+b";

    // nothing but this one reader, no network, and not one pixel more than was promised; what is damaged is not guessed at
    private const string Guarded = "-hide_banner -nostdin -nostats -protocol_whitelist file -noautorotate -err_detect explode -xerror";

    public static FFMpegArgumentProcessor Normalise(PictureJob job, PictureHeader header, string hashPath)
    {
        var size = PictureSize.Fit(header.Width, header.Height, job.MaxSide);
        var flattened = header.Demuxer == "jpeg_pipe" ? "" : OnWhite + ",";
        var filters = $"{flattened}{Scaled(size)}{Turned(header.Orientation)}";
        var input = FFMpegArguments.FromFileInput(ClipArguments.Quotable(job.SourcePath), verifyExists: false, o => o
            .WithCustomArgument(Invariant($"{Guarded} -max_pixels {job.MaxPixels}"))
            .ForceFormat(header.Demuxer));
        return Build(input, filters, job, header.IsTurned ? size.Turned : size, hashPath);
    }

    public static FFMpegArgumentProcessor Extract(PictureJob job, VideoMoment moment, string hashPath)
    {
        var size = PictureSize.Fit(moment.Width, moment.Height, job.MaxSide);
        // half a frame early: the first frame at or after it is the one that is meant, however its time was rounded
        var seek = Math.Max(0, (moment.Frame - 0.5) / moment.FramesPerSecond);
        var input = FFMpegArguments.FromFileInput(ClipArguments.Quotable(job.SourcePath), verifyExists: false, o => o
            .WithCustomArgument(Invariant($"{Guarded} -ss {seek:0.######}"))
            .ForceFormat("mp4"));
        return Build(input, Scaled(size), job, size, hashPath);
    }

    /// <summary>By EXIF's numbers; after scaling, when there is the least to turn.</summary>
    internal static string Turned(int orientation) => orientation switch
    {
        2 => ",hflip",
        3 => ",hflip,vflip",
        4 => ",vflip",
        5 => ",transpose=cclock_flip",
        6 => ",transpose=clock",
        7 => ",transpose=clock_flip",
        8 => ",transpose=cclock",
        _ => "",
    };

    private static string Scaled(PictureSize size) => Invariant($"scale={size.Width}:{size.Height}:{Resampling},format=rgb24");

    private static FFMpegArgumentProcessor Build(FFMpegArguments input, string filters, PictureJob job, PictureSize size, string hashPath)
    {
        var small = PictureSize.Fit(size.Width, size.Height, job.ThumbnailSide);
        var graph = Invariant($"[0:v:0]{filters},setsar=1,split=3[picture][pixels][whole];[whole]scale={small.Width}:{small.Height}:{Resampling},format=yuvj420p[small]");
        return input.OutputToMany(outputs => outputs
            .OutputToFile(ClipArguments.Quotable(job.PicturePath), overwrite: true, o => One(o, "picture")
                .WithCustomArgument($"-filter_complex \"{graph}\" -update 1")
                .WithVideoCodec("png")
                .ForceFormat("image2"))
            .OutputToFile(ClipArguments.Quotable(hashPath), overwrite: true, o => One(o, "pixels")
                .WithCustomArgument("-hash sha256")
                .WithVideoCodec("rawvideo")
                .ForceFormat("hash"))
            .OutputToFile(ClipArguments.Quotable(job.ThumbnailPath), overwrite: true, o => One(o, "small")
                .WithVideoCodec(VideoCodec.Image.Jpg)
                .WithVideoQualityScale(4)
                .ForceFormat("mjpeg")));
    }

    // the place where it was taken and the camera's number are nobody's business
    private static FFMpegOutputOptions One(FFMpegOutputOptions output, string label) => output
        .WithMap(label)
        .WithFrameCount(1)
        .WithCustomArgument("-map_metadata -1 -fflags +bitexact -flags:v +bitexact");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
