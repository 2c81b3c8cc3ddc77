using System.Runtime.InteropServices;
using SkiaSharp;
using StudioApp.Diffusion.Imaging;

namespace StudioApp.Engine.Previews;

/// <summary>A frame in the form in which Skia scales and encodes it.</summary>
internal static class PreviewPicture
{
    /// <summary>The frame, made smaller where its longer side is above <paramref name="maxSide"/>. The caller disposes it.</summary>
    public static SKBitmap From(RgbFrame frame, int maxSide)
    {
        var whole = Expand(frame);
        var scale = (double)maxSide / Math.Max(frame.Width, frame.Height);
        if (scale >= 1)
            return whole;

        using (whole)
            return Scale(whole, scale);
    }

    public static SKBitmap Scale(SKBitmap picture, double scale)
    {
        var scaled = new SKBitmap(picture.Info.WithSize(Side(picture.Width), Side(picture.Height)));
        picture.ScalePixels(scaled, new SKSamplingOptions(SKFilterMode.Linear));
        return scaled;

        int Side(int side) => Math.Max(1, (int)Math.Round(side * scale));
    }

    private static SKBitmap Expand(RgbFrame frame)
    {
        // Skia knows no 24-bit layout: a fourth byte is added, which JPEG leaves out again
        var bitmap = new SKBitmap(new SKImageInfo(frame.Width, frame.Height, SKColorType.Rgb888x, SKAlphaType.Opaque));
        var source = frame.Pixels.Span;
        var target = MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan());
        for (int pixel = 0, at = 0; pixel < target.Length; pixel++, at += 3)
            target[pixel] = 0xFF00_0000 | (uint)source[at + 2] << 16 | (uint)source[at + 1] << 8 | source[at];
        return bitmap;
    }
}
