using System.Numerics.Tensors;

namespace StudioApp.Diffusion.Imaging;

/// <summary>Pictures as networks see them: one plane of floats a channel.</summary>
internal static class Planes
{
    /// <summary>Rows become columns, so that what works along rows works along both.</summary>
    /// <param name="planes">[channels, height, width]</param>
    /// <returns>[channels, width, height]</returns>
    public static float[] Turn(float[] planes, int width, int height)
    {
        var turned = new float[planes.Length];
        for (var i = 0; i < planes.Length; i++)
        {
            var (plane, at) = Math.DivRem(i, width * height);
            turned[plane * width * height + at % width * height + at / width] = planes[i];
        }

        return turned;
    }

    /// <summary>One frame of a clip whose channels come first.</summary>
    /// <param name="planes">[channels, frames, height, width]</param>
    /// <returns>[channels, height, width]</returns>
    public static float[] Take(ReadOnlySpan<float> planes, int channels, int frames, int frame)
    {
        var area = planes.Length / channels / frames;
        var taken = new float[channels * area];
        for (var channel = 0; channel < channels; channel++)
            planes.Slice((channel * frames + frame) * area, area).CopyTo(taken.AsSpan(channel * area));
        return taken;
    }

    /// <summary>From -1 to 1, as autoencoders draw, to parts of full brightness, 0 to 1.</summary>
    public static void ToUnitInPlace(Span<float> planes)
    {
        TensorPrimitives.Multiply(planes, 0.5f, planes);
        TensorPrimitives.Add(planes, 0.5f, planes);
    }
}
