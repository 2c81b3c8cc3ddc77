namespace StudioApp.Media.Stills;

/// <summary>ITU-T T.81, annex B: segments, each with its marker and length, up to the one that says the size.</summary>
internal static class JpegHeader
{
    private const int Exif = 0xE1;
    private const int StartOfScan = 0xDA;
    private const int EndOfImage = 0xD9;

    public static PictureHeader Read(PictureBytes file)
    {
        file.Skip(2);
        var orientation = ExifOrientation.Upright;
        while (true)
        {
            var marker = Marker(file);
            if (marker is StartOfScan or EndOfImage)
                throw PictureHeader.Damaged();
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
                continue; // stands alone

            var length = file.Big16() - 2;
            if (IsFrame(marker))
            {
                file.Skip(1);
                var height = file.Big16();
                return new PictureHeader("jpeg_pipe", file.Big16(), height, orientation, Animated: false);
            }

            var block = marker == Exif ? file.Block(Math.Max(0, length)) : [];
            if (marker != Exif)
                file.Skip(length);
            else if (block.AsSpan().StartsWith("Exif\0\0"u8))
                orientation = ExifOrientation.Read(block.AsSpan(6));
        }
    }

    // any number of FFs may stand before it
    private static int Marker(PictureBytes file)
    {
        if (file.Byte() != 0xFF)
            throw PictureHeader.Damaged();
        int marker;
        do
            marker = file.Byte();
        while (marker == 0xFF);
        return marker;
    }

    // SOF0 to SOF15, but for the three that are tables
    private static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
