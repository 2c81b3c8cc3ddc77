namespace StudioApp.Diffusion.Imaging;

/// <summary>
/// Makes a picture square, stretched, in the way that Stable Video Diffusion's CLIP was shown pictures: a Gaussian blur as wide as the shrinking, then a cubic
/// between the corners.
/// </summary>
internal static class SmoothResize
{
    // of the cubic that PyTorch has
    private const double Sharpness = -0.75;

    /// <param name="planes">[channels, height, width]</param>
    /// <returns>[channels, side, side]</returns>
    public static float[] To(float[] planes, int width, int height, int side)
    {
        var rows = planes.Length / width;
        var narrow = Along(planes, rows, width, side);
        return Planes.Turn(Along(Planes.Turn(narrow, side, height), rows / height * side, height, side), side, side);
    }

    private static float[] Along(float[] planes, int rows, int length, int side)
    {
        var kernel = Gaussian((double)length / side);
        var row = new double[length];
        var result = new float[rows * side];
        for (var r = 0; r < rows; r++)
        {
            var line = planes.AsSpan(r * length, length);
            for (var i = 0; i < length; i++)
            {
                row[i] = 0;
                for (var k = 0; k < kernel.Length; k++)
                    row[i] += kernel[k] * line[Reflect(i + k - kernel.Length / 2, length)];
            }

            for (var i = 0; i < side; i++)
                result[r * side + i] = (float)Cubic(row, side == 1 ? 0 : (double)i * (length - 1) / (side - 1));
        }

        return result;
    }

    private static double[] Gaussian(double factor)
    {
        var sigma = Math.Max((factor - 1) / 2, 0.001);
        var size = (int)Math.Max(4 * sigma, 3) | 1;
        var weights = Enumerable.Range(0, size).Select(i => Math.Exp(-Math.Pow(i - size / 2, 2) / (2 * sigma * sigma))).ToArray();
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    // the edge itself is not said twice; a picture smaller than the kernel is gone through to and fro
    private static int Reflect(int i, int length)
    {
        if (length == 1)
            return 0;
        var period = 2 * (length - 1);
        i = Math.Abs(i) % period;
        return i < length ? i : period - i;
    }

    private static double Cubic(double[] row, double at)
    {
        var below = (int)Math.Floor(at);
        var sum = 0.0;
        for (var i = below - 1; i <= below + 2; i++)
            sum += Weight(Math.Abs(at - i)) * row[Math.Clamp(i, 0, row.Length - 1)];
        return sum;
    }

    private static double Weight(double x) => x <= 1
        ? ((Sharpness + 2) * x - (Sharpness + 3)) * x * x + 1
        : x < 2 ? ((Sharpness * x - 5 * Sharpness) * x + 8 * Sharpness) * x - 4 * Sharpness : 0;
}
