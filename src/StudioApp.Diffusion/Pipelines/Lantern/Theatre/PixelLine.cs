using System.Runtime.Intrinsics;

namespace StudioApp.Diffusion.Pipelines.Lantern.Theatre;

/// <summary>Turns a line of vectors into RGB24.</summary>
internal static class PixelLine
{
    /// <param name="line">Red, green, blue, 0 to 255, and a fourth that is left out.</param>
    /// <param name="rgb">Three bytes a pixel, written.</param>
    /// <returns>The largest red, green and blue.</returns>
    public static Vector128<byte> Write(ReadOnlySpan<Vector128<float>> line, Span<byte> rgb)
    {
        var brightest = Vector128<byte>.Zero;
        for (var x = 0; x < line.Length; x++)
        {
            var pixel = Quantize(line[x]);
            (rgb[x * 3], rgb[x * 3 + 1], rgb[x * 3 + 2]) = (pixel[0], pixel[1], pixel[2]);
            brightest = Vector128.Max(brightest, pixel);
        }

        return brightest;
    }

    private static Vector128<byte> Quantize(Vector128<float> pixel)
    {
        var clamped = Vector128.Min(Vector128.Max(pixel, Vector128<float>.Zero), Vector128.Create(255f));
        var whole = Vector128.ConvertToInt32(clamped + Vector128.Create(0.5f)).AsUInt32();
        return Vector128.Narrow(Vector128.Narrow(whole, whole), Vector128<ushort>.Zero);
    }
}
