namespace StudioApp.Diffusion.Noise;

/// <summary>Gaussian noise that a seed decides wholly: the same seed and stream give the same numbers, in whatever order streams are asked for.</summary>
internal interface INoiseSource
{
    /// <summary>Fills <paramref name="gaussian"/> with numbers of mean 0 and variance 1.</summary>
    /// <param name="stream">Names an independent sequence, so that one latent's size does not change another's noise.</param>
    void Fill(Span<float> gaussian, uint stream);
}
