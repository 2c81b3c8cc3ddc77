namespace StudioApp.Media.Stills;

/// <summary>RFC 9649: chunks in a RIFF file. A plain picture is one chunk; one with more to it begins with a chunk that says what.</summary>
internal static class WebpHeader
{
    private const int IsAnimated = 0x02;

    public static PictureHeader Read(PictureBytes file)
    {
        file.Skip(12);
        PictureHeader? found = null;
        while (!file.AtEnd)
        {
            var name = file.Name();
            long length = file.Little32();
            var padding = length % 2;
            switch (name)
            {
                case "VP8X":
                    var flags = file.Byte();
                    file.Skip(3);
                    found = Header(file.Little24() + 1, file.Little24() + 1) with { Animated = (flags & IsAnimated) != 0 };
                    file.Skip(length - 10);
                    break;
                case "VP8 " when found is null:
                    file.Skip(6);
                    return Header(file.Little16() & 0x3FFF, file.Little16() & 0x3FFF);
                case "VP8L" when found is null:
                    file.Skip(1);
                    var bits = file.Little32();
                    return Header((int)(bits & 0x3FFF) + 1, (int)(bits >> 14 & 0x3FFF) + 1);
                case "EXIF" when found is not null:
                    found = found with { Orientation = ExifOrientation.Read(Tiff(file.Block(length))) };
                    break;
                default:
                    file.Skip(length);
                    break;
            }

            if (!file.AtEnd)
                file.Skip(padding);
        }

        return found ?? throw PictureHeader.Damaged();
    }

    private static PictureHeader Header(int width, int height) => new("webp_pipe", width, height, ExifOrientation.Upright, Animated: false);

    // some programs write it as in a JPEG
    private static ReadOnlySpan<byte> Tiff(byte[] exif) => exif.AsSpan().StartsWith("Exif\0\0"u8) ? exif.AsSpan(6) : exif;
}
