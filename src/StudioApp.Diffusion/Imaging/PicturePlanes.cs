using System.Numerics.Tensors;

namespace StudioApp.Diffusion.Imaging;

/// <summary>Turns a picture into what networks look at: one plane of floats a channel, -1 to 1.</summary>
internal static class PicturePlanes
{
    /// <summary>As it is.</summary>
    /// <returns>[3, height, width]</returns>
    public static float[] Of(RgbFrame picture)
    {
        var size = picture.Width * picture.Height;
        var planes = new float[3 * size];
        var pixels = picture.Pixels.Span;
        for (var i = 0; i < pixels.Length; i++)
            planes[i % 3 * size + i / 3] = pixels[i] / 127.5f - 1;
        return planes;
    }

    /// <summary>In another size: its middle in the shape that is asked for, then resampled by a cubic that grows with what it must hold when a picture shrinks.</summary>
    /// <returns>[3, height, width]</returns>
    public static float[] Fit(RgbFrame picture, int width, int height)
    {
        var planes = Of(picture);
        if (picture.Width == width && picture.Height == height)
            return planes;

        var scale = Math.Min((double)picture.Width / width, (double)picture.Height / height);
        var narrow = AlongRows(planes, picture.Width, Taps.Of(picture.Width, width, scale));
        // columns are the rows of the picture turned over
        var turned = AlongRows(Planes.Turn(narrow, width, picture.Height), picture.Height, Taps.Of(picture.Height, height, scale));
        var fitted = Planes.Turn(turned, height, width);
        // a cubic overshoots at edges
        TensorPrimitives.Clamp(fitted, -1f, 1f, fitted);
        return fitted;
    }

    private static float[] AlongRows(float[] planes, int length, Taps[] taps)
    {
        var rows = planes.Length / length;
        var result = new float[rows * taps.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < taps.Length; i++)
                result[row * taps.Length + i] = TensorPrimitives.Dot<float>(planes.AsSpan(row * length + taps[i].First, taps[i].Weights.Length), taps[i].Weights);
        }

        return result;
    }

    /// <summary>Which numbers of a row make one number of the new row.</summary>
    private sealed record Taps(int First, float[] Weights)
    {
        private const double Reach = 2;

        /// <param name="scale">Old numbers for each new one.</param>
        public static Taps[] Of(int from, int to, double scale) => [.. Enumerable.Range(0, to).Select(i => At((i + 0.5 - to / 2.0) * scale + from / 2.0, from, Math.Max(1, scale)))];

        private static Taps At(double centre, int from, double stretch)
        {
            var first = Math.Clamp((int)Math.Floor(centre - Reach * stretch), 0, from - 1);
            var last = Math.Clamp((int)Math.Ceiling(centre + Reach * stretch), first, from - 1);
            var weights = Enumerable.Range(first, last - first + 1).Select(i => Cubic((i + 0.5 - centre) / stretch)).ToArray();
            var sum = weights.Sum();
            return new Taps(first, [.. weights.Select(weight => (float)(weight / sum))]);
        }

        /// <summary>Keys, "Cubic convolution interpolation for digital image processing", 1981, with a = -1/2.</summary>
        private static double Cubic(double x)
        {
            x = Math.Abs(x);
            return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < Reach ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
        }
    }
}
