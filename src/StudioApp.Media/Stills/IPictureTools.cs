namespace StudioApp.Media.Stills;

/// <summary>Makes still pictures of what people have: a file of their own, or a moment of a video.</summary>
public interface IPictureTools
{
    /// <summary>
    /// Reads a JPEG, PNG, WebP or GIF and writes it upright, in RGB on white, at most <see cref="PictureJob.MaxSide"/> long, without what the file said besides.
    /// Files of other kinds are not opened at all. After a failure nothing stands under the job's names.
    /// </summary>
    /// <exception cref="PictureRefusedException">The file is none that can be taken; it says why.</exception>
    /// <exception cref="MediaException">ffmpeg is missing or hangs, or the disk is full.</exception>
    Task<MadePicture> NormaliseAsync(PictureJob job, CancellationToken ct);

    /// <summary>Writes the frame that a video shows at a moment, in the same form.</summary>
    /// <param name="frame">0 to the last.</param>
    /// <exception cref="PictureRefusedException">The video cannot be read, or has no such frame.</exception>
    /// <exception cref="MediaException">ffmpeg is missing or hangs, or the disk is full.</exception>
    Task<MadePicture> ExtractAsync(PictureJob job, VideoMoment frame, CancellationToken ct);
}

/// <summary>One picture to be made.</summary>
/// <param name="SourcePath">A file of any kind.</param>
/// <param name="PicturePath">Where the PNG goes.</param>
/// <param name="ThumbnailPath">Where a small JPEG of it goes.</param>
/// <param name="MaxSide">Of the picture, in pixels: what is longer is made smaller.</param>
/// <param name="ThumbnailSide">Of the small one, likewise.</param>
/// <param name="MaxPixels">Of the source; what has more is refused before it is decoded.</param>
public sealed record PictureJob(string SourcePath, string PicturePath, string ThumbnailPath, int MaxSide, int ThumbnailSide, long MaxPixels);

/// <param name="Frame">0 to the last.</param>
public sealed record VideoMoment(int Width, int Height, double FramesPerSecond, int Frame);

/// <param name="PixelHash">SHA-256 of the PNG's pixels, RGB24, rows from the top; lower-case hexadecimal.</param>
public sealed record MadePicture(int Width, int Height, string PixelHash);
