using StudioApp.Diffusion.Noise;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>One latent's walk from noise to a clean sample. Steps are model calls, counted from 0 and taken in order.</summary>
internal interface ISampler
{
    /// <summary>Model calls. More than were asked for with methods that look twice at some steps (Heun, PNDM), fewer when the walk starts half-way.</summary>
    int Steps { get; }

    /// <summary>What standard normal noise is multiplied by to be the first sample.</summary>
    float InitialNoiseSigma { get; }

    /// <summary>Noise levels before each step and after the last; empty for methods that count in training steps alone.</summary>
    ReadOnlySpan<float> Sigmas { get; }

    /// <summary>What the clean sample was expected to be when the last step was taken; zeros before the first.</summary>
    ReadOnlySpan<float> Clean { get; }

    /// <summary>What the model is told the time is before it predicts for <paramref name="step"/>.</summary>
    float Time(int step);

    /// <summary>Writes what the model is to see of <paramref name="sample"/>.</summary>
    void ScaleModelInput(int step, ReadOnlySpan<float> sample, Span<float> input);

    /// <summary>Moves <paramref name="sample"/> one step nearer to clean, in place.</summary>
    /// <param name="noise">Where a method that adds noise takes it from: stream <see cref="NoiseStreams.OfStep"/> of this step.</param>
    void StepInPlace(int step, ReadOnlySpan<float> prediction, Span<float> sample, INoiseSource noise);

    /// <summary>Buries a clean sample in noise as deep as the first step expects it: where image-to-image begins.</summary>
    /// <param name="noise">Standard normal.</param>
    void AddNoise(ReadOnlySpan<float> clean, ReadOnlySpan<float> noise, Span<float> sample);
}
