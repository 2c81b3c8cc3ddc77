namespace StudioApp.Diffusion.Schedulers;

/// <summary>The sampling method that a model folder's <c>scheduler_config.json</c> asks for. Pure arithmetic: no files, no graphs.</summary>
internal interface IScheduler
{
    /// <summary>Lays out one walk from noise to a clean sample. A method that looks back keeps its history in the sampler, so each latent has its own.</summary>
    /// <param name="steps">At least 1.</param>
    ISampler Begin(int steps);
}

/// <summary>One latent's walk from noise to a clean sample. Steps are counted from 0 and taken in order.</summary>
internal interface ISampler
{
    int Steps { get; }

    /// <summary>What the model is told the time is before it predicts for <paramref name="step"/>.</summary>
    float Time(int step);

    /// <summary>Moves <paramref name="sample"/> one step nearer to clean, in place.</summary>
    void StepInPlace(int step, ReadOnlySpan<float> prediction, Span<float> sample);

    /// <summary>What the clean sample is now expected to be.</summary>
    /// <param name="prediction">The one that <see cref="StepInPlace"/> was last given.</param>
    /// <param name="sample">As <see cref="StepInPlace"/> left it.</param>
    void PredictClean(int step, ReadOnlySpan<float> prediction, ReadOnlySpan<float> sample, Span<float> clean);
}
