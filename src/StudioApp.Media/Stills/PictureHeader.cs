namespace StudioApp.Media.Stills;

/// <summary>What a file says of itself before anything is decoded: enough to refuse a bomb, an animation or something else.</summary>
/// <param name="Demuxer">The only reader that ffmpeg may use for it.</param>
/// <param name="Width">Pixels as they are stored, before <paramref name="Orientation"/>.</param>
/// <param name="Orientation">As EXIF has it: 1 upright, 2 to 8 turned or mirrored.</param>
internal sealed record PictureHeader(string Demuxer, int Width, int Height, int Orientation, bool Animated)
{
    private const int LongestSignature = 12;

    public bool IsTurned => Orientation >= 5;

    public long Pixels => (long)Width * Height;

    /// <exception cref="PictureRefusedException">It is none of the kinds that are read, or its beginning is damaged.</exception>
    public static PictureHeader Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 16_384, FileOptions.SequentialScan);
        if (file.Length == 0)
            throw new PictureRefusedException(PictureFault.Empty, "The file is empty.");

        Span<byte> start = stackalloc byte[LongestSignature];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        start = start[..length];
        file.Position = 0;
        try
        {
            var header = Read(start, new PictureBytes(file));
            return header is { Width: > 0, Height: > 0 } ? header : throw Damaged();
        }
        catch (EndOfStreamException e)
        {
            throw Damaged(e);
        }
    }

    public static PictureRefusedException Damaged(Exception? inner = null) =>
        new(PictureFault.Damaged, "The picture is damaged or cut short.", inner);

    private static PictureHeader Read(ReadOnlySpan<byte> start, PictureBytes file) => start switch
    {
        [0xFF, 0xD8, 0xFF, ..] => JpegHeader.Read(file),
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => PngHeader.Read(file),
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => GifHeader.Read(file),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P'] => WebpHeader.Read(file),
        _ => throw new PictureRefusedException(PictureFault.NotAPicture, "The file is no JPEG, PNG, WebP or GIF."),
    };
}
