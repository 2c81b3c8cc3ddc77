namespace StudioApp.Media.Stills;

/// <summary>GIF89a: blocks, of which those that begin with a comma are pictures.</summary>
internal static class GifHeader
{
    private const int HasTable = 0x80;

    public static PictureHeader Read(PictureBytes file)
    {
        file.Skip(6);
        var (width, height) = (file.Little16(), file.Little16());
        SkipTable(file, flags: file.Byte(), between: 2);
        var frames = 0;
        // many a GIF has no proper end: the pictures that are there count
        while (!file.AtEnd && file.Byte() is var block && block != ';' && frames < 2)
        {
            if (block == ',')
            {
                frames++;
                file.Skip(8);
                SkipTable(file, flags: file.Byte(), between: 0);
            }

            file.Skip(1);
            while (file.Byte() is > 0 and var length)
                file.Skip(length);
        }

        return frames > 0 ? new PictureHeader("gif", width, height, ExifOrientation.Upright, Animated: frames > 1) : throw PictureHeader.Damaged();
    }

    private static void SkipTable(PictureBytes file, int flags, int between)
    {
        file.Skip(between);
        if ((flags & HasTable) != 0)
            file.Skip(3L << ((flags & 7) + 1));
    }
}
