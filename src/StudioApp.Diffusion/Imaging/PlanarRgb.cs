using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using StudioApp.Diffusion.Guards;

namespace StudioApp.Diffusion.Imaging;

/// <summary>Turns what networks draw, one plane of floats a channel, into RGB24.</summary>
internal static class PlanarRgb
{
    private const int Block = 16;

    /// <summary>Rounds to 8 bits and interleaves, sixteen pixels at a time.</summary>
    /// <param name="planes">[3, height, width], 0 to 1; the frame's size decides how much is read.</param>
    /// <returns>The largest byte written.</returns>
    /// <exception cref="DiffusionException">A value is NaN or infinite.</exception>
    public static byte Write(ReadOnlySpan<float> planes, RgbFrame frame, string where)
    {
        var size = frame.Width * frame.Height;
        FiniteGuard.Check(planes[..(size * 3)], where);
        var red = planes[..size];
        var green = planes[size..(size * 2)];
        var blue = planes[(size * 2)..(size * 3)];
        var rgb = frame.Pixels.Span;

        var brightest = Vector128<byte>.Zero;
        var done = 0;
        for (; done + Block <= size; done += Block)
        {
            var (r, g, b) = (Quantize(red[done..]), Quantize(green[done..]), Quantize(blue[done..]));
            Interleave(r, g, b, rgb.Slice(done * 3, Block * 3));
            brightest = Vector128.Max(brightest, Vector128.Max(r, Vector128.Max(g, b)));
        }

        for (; done < size; done++)
        {
            (rgb[done * 3], rgb[done * 3 + 1], rgb[done * 3 + 2]) = (Quantize(red[done]), Quantize(green[done]), Quantize(blue[done]));
            brightest = Vector128.Max(brightest, Vector128.Create(Math.Max(rgb[done * 3], Math.Max(rgb[done * 3 + 1], rgb[done * 3 + 2]))));
        }

        var max = (byte)0;
        for (var i = 0; i < Vector128<byte>.Count; i++)
            max = Math.Max(max, brightest[i]);
        return max;
    }

    private static byte Quantize(float value) => (byte)(Math.Clamp(value, 0, 1) * 255 + 0.5f);

    private static Vector128<byte> Quantize(ReadOnlySpan<float> values)
    {
        var source = MemoryMarshal.Cast<float, Vector128<float>>(values[..Block]);
        return Vector128.Narrow(
            Vector128.Narrow(Scale(source[0]), Scale(source[1])).AsUInt16(),
            Vector128.Narrow(Scale(source[2]), Scale(source[3])).AsUInt16());
    }

    private static Vector128<int> Scale(Vector128<float> values)
    {
        var clamped = Vector128.Min(Vector128.Max(values, Vector128<float>.Zero), Vector128<float>.One);
        return Vector128.ConvertToInt32(clamped * 255 + Vector128.Create(0.5f));
    }

    // an index of 255 is outside the vector and gives 0, so the three shuffles can be joined by or
    private static void Interleave(Vector128<byte> r, Vector128<byte> g, Vector128<byte> b, Span<byte> rgb)
    {
        const byte no = 255;
        (Vector128.Shuffle(r, Vector128.Create(0, no, no, 1, no, no, 2, no, no, 3, no, no, 4, no, no, 5))
            | Vector128.Shuffle(g, Vector128.Create(no, 0, no, no, 1, no, no, 2, no, no, 3, no, no, 4, no, no))
            | Vector128.Shuffle(b, Vector128.Create(no, no, 0, no, no, 1, no, no, 2, no, no, 3, no, no, 4, no))).CopyTo(rgb);
        (Vector128.Shuffle(r, Vector128.Create(no, no, 6, no, no, 7, no, no, 8, no, no, 9, no, no, 10, no))
            | Vector128.Shuffle(g, Vector128.Create(5, no, no, 6, no, no, 7, no, no, 8, no, no, 9, no, no, 10))
            | Vector128.Shuffle(b, Vector128.Create(no, 5, no, no, 6, no, no, 7, no, no, 8, no, no, 9, no, no))).CopyTo(rgb[16..]);
        (Vector128.Shuffle(r, Vector128.Create(no, 11, no, no, 12, no, no, 13, no, no, 14, no, no, 15, no, no))
            | Vector128.Shuffle(g, Vector128.Create(no, no, 11, no, no, 12, no, no, 13, no, no, 14, no, no, 15, no))
            | Vector128.Shuffle(b, Vector128.Create(10, no, no, 11, no, no, 12, no, no, 13, no, no, 14, no, no, 15))).CopyTo(rgb[32..]);
    }
}
