namespace StudioApp.Diffusion.Noise;

/// <summary>Who draws from which stream, so that nobody's numbers depend on how many another has drawn.</summary>
internal static class NoiseStreams
{
    // a pipeline has a handful of latents; the streams above are the steps'
    private const uint FirstStep = 1 << 16;

    /// <summary>What a sampler draws in a step, counted from 0.</summary>
    public static uint OfStep(int step) => FirstStep + (uint)step;
}
