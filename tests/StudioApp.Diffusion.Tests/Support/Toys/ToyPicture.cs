using StudioApp.Diffusion.Imaging;

namespace StudioApp.Diffusion.Tests.Support.Toys;

/// <summary>Something to start from.</summary>
internal static class ToyPicture
{
    /// <summary>Another number in every channel of every pixel.</summary>
    public static RgbFrame Rent(int width, int height)
    {
        var picture = RgbFrame.Rent(width, height);
        for (var i = 0; i < picture.Pixels.Length; i++)
            picture.Pixels.Span[i] = (byte)(i * 37 % 251);
        return picture;
    }

    /// <summary>[3, height, width], -1 to 1</summary>
    public static double[] Planes(RgbFrame picture)
    {
        var pixels = picture.Pixels.ToArray();
        return [.. Enumerable.Range(0, 3).SelectMany(colour => Enumerable.Range(0, pixels.Length / 3).Select(i => pixels[3 * i + colour] / 127.5 - 1))];
    }
}
