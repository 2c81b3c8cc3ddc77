using StudioApp.Diffusion.Noise;

namespace StudioApp.Diffusion.Tests.Support.Toys;

/// <summary>The weights of toy networks: random, and the same in every run.</summary>
internal static class ToyNumbers
{
    public static float[] Weights(uint seed, int count, double scale)
    {
        var weights = new float[count];
        new PhiloxNoise(seed).Fill(weights, stream: 0);
        return [.. weights.Select(weight => (float)(weight * scale))];
    }

    /// <summary>What a pipeline draws as its first noise for a seed.</summary>
    public static float[] Noise(long seed, int count, uint stream = 0)
    {
        var noise = new float[count];
        new PhiloxNoise(seed).Fill(noise, stream);
        return noise;
    }

    public static void AssertNear(IReadOnlyList<double> expected, ReadOnlySpan<float> found, double tolerance)
    {
        Assert.Equal(expected.Count, found.Length);
        var size = expected.Max(Math.Abs);
        Assert.True(size > 0, "there is nothing to compare");
        var worst = 0.0;
        for (var i = 0; i < found.Length; i++)
            worst = Math.Max(worst, Math.Abs(expected[i] - found[i]) / Math.Max(Math.Abs(expected[i]), 0.1 * size));
        Assert.True(worst <= tolerance, $"off by {worst:E2} of their size, at most {tolerance:E0} is allowed");
    }
}
