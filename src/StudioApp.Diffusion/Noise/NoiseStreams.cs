namespace StudioApp.Diffusion.Noise;

/// <summary>Who draws from which stream, so that nobody's numbers depend on how many another has drawn.</summary>
internal static class NoiseStreams
{
    /// <summary>What is drawn for a picture that a pipeline starts from; the first latents are drawn from 0.</summary>
    public const uint Picture = 1 << 15;

    // a pipeline has a handful of latents; the streams above are the steps'
    private const uint FirstStep = 1 << 16;

    /// <summary>What a sampler draws in a step, counted from 0.</summary>
    public static uint OfStep(int step) => FirstStep + (uint)step;
}
