namespace StudioApp.Diffusion.Schedulers;

/// <summary>The sampling method that a model folder's <c>scheduler_config.json</c> asks for. Pure arithmetic: no files, no graphs.</summary>
internal interface IScheduler
{
    /// <summary>The most steps that the training schedule can be cut into.</summary>
    int MaxSteps { get; }

    /// <summary>Whether every walk must bring <see cref="SamplingRequest.Mu"/>.</summary>
    bool NeedsMu => false;

    /// <summary>Lays out one walk from noise to a clean sample. The sampler keeps what the method looks back at, so each latent has its own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are less than 1 or more than <see cref="MaxSteps"/> steps.</exception>
    ISampler Begin(SamplingRequest request);
}
