namespace StudioApp.Media.Stills;

/// <summary>W3C PNG, third edition: chunks, each with its length and name.</summary>
internal static class PngHeader
{
    private const int Signature = 8;
    private const int Checksum = 4;

    public static PictureHeader Read(PictureBytes file)
    {
        file.Skip(Signature);
        var (width, height, orientation, frames) = (0, 0, ExifOrientation.Upright, 0u);
        while (!file.AtEnd)
        {
            var length = file.Big32();
            switch (file.Name())
            {
                case "IHDR":
                    (width, height) = ((int)(file.Big32() & int.MaxValue), (int)(file.Big32() & int.MaxValue));
                    file.Skip(length - 8L);
                    break;
                case "acTL":
                    frames = file.Big32();
                    file.Skip(length - 4L);
                    break;
                case "eXIf":
                    orientation = ExifOrientation.Read(file.Block(length));
                    break;
                case "IEND":
                    return Header();
                default:
                    file.Skip(length);
                    break;
            }

            file.Skip(Checksum);
        }

        throw PictureHeader.Damaged();

        PictureHeader Header() => new("png_pipe", width, height, orientation, Animated: frames > 1);
    }
}
