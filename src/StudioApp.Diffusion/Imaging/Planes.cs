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

    /// <summary>From -1 to 1, as autoencoders draw, to parts of full brightness, 0 to 1.</summary>
    public static void ToUnitInPlace(Span<float> planes)
    {
        TensorPrimitives.Multiply(planes, 0.5f, planes);
        TensorPrimitives.Add(planes, 0.5f, planes);
    }
}
