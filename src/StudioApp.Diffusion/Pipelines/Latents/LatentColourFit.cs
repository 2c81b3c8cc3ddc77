using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>Finds out a model's own colours: what its decoder makes of smooth noise, averaged back to the latent's pixels.</summary>
internal static class LatentColourFit
{
    // enough pixels for a hundred channels, and decoded in a moment
    private const int Side = 16;
    private const int Smoothing = 2;

    public static LatentColours Run(GraphSession vae, LatentSpace space, RunScope scope)
    {
        using var decoder = new VaeDecoder(vae, space, Side, Side);
        return Run(space.Channels, space.Scale, (latents, _) => decoder.Decode(latents, scope));
    }

    /// <param name="decode">Makes a picture of a latent [channels, side, side], as the denoiser leaves it: [3, side * scale, side * scale], -1 to 1.</param>
    public static LatentColours Run(int channels, int scale, Func<float[], int, ReadOnlyMemory<float>> decode)
    {
        var latents = SmoothNoise(channels);
        return LatentColours.Fit(latents, Shrink(decode(latents, Side).Span, Side, scale));
    }

    /// <summary>Averages a picture to its latent's pixels.</summary>
    /// <param name="picture">[3, height * scale, width * scale]</param>
    /// <param name="width">Of the latent.</param>
    /// <returns>[3, height, width]</returns>
    public static float[] Shrink(ReadOnlySpan<float> picture, int width, int scale)
    {
        var small = new float[picture.Length / (scale * scale)];
        for (var i = 0; i < picture.Length; i++)
        {
            // no part of a row of the small one lies in two of its planes
            var (row, column) = (i / (width * scale), i % (width * scale));
            small[row / scale * width + column / scale] += picture[i] / (scale * scale);
        }

        return small;
    }

    // pictures are smooth: independent pixels would tell of the decoder's edges, not of its colours
    private static float[] SmoothNoise(int channels)
    {
        var noise = new float[channels * Side * Side];
        new PhiloxNoise(0).Fill(noise, stream: 0);
        for (var pass = 0; pass < Smoothing; pass++)
        {
            var before = noise.ToArray();
            for (var i = 0; i < noise.Length; i++)
            {
                var (row, column) = (i / Side % Side, i % Side);
                noise[i] = (before[i] + Beside(before, i, -1, column > 0) + Beside(before, i, 1, column < Side - 1)
                    + Beside(before, i, -Side, row > 0) + Beside(before, i, Side, row < Side - 1)) / MathF.Sqrt(5);
            }
        }

        return noise;
    }

    private static float Beside(float[] values, int at, int offset, bool exists) => exists ? values[at + offset] : values[at];

}
