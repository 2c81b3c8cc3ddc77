using StudioApp.Diffusion.Noise;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>What all samplers share: the times, where the walk starts, and room for the expected clean sample.</summary>
/// <param name="times">Of every model call, from the noisiest.</param>
/// <param name="first">Calls that are left out because the walk starts half-way.</param>
/// <param name="size">Numbers of the latent.</param>
internal abstract class Sampler(float[] times, int first, int size) : ISampler
{
    private readonly float[] _clean = new float[size];

    public int Steps => times.Length - first;

    public virtual float InitialNoiseSigma => 1;

    public virtual ReadOnlySpan<float> Sigmas => [];

    public ReadOnlySpan<float> Clean => _clean;

    /// <summary>Written by every step before it moves the sample.</summary>
    protected Span<float> Expected => _clean;

    protected int First => first;

    public float Time(int step) => times[first + step];

    public virtual void ScaleModelInput(int step, ReadOnlySpan<float> sample, Span<float> input) => sample.CopyTo(input);

    public void StepInPlace(int step, ReadOnlySpan<float> prediction, Span<float> sample, INoiseSource noise) =>
        StepAt(first + step, prediction, sample, new StepNoise(noise, step));

    public abstract void AddNoise(ReadOnlySpan<float> clean, ReadOnlySpan<float> noise, Span<float> sample);

    /// <param name="index">Of the call in the whole walk, also when that starts half-way.</param>
    protected abstract void StepAt(int index, ReadOnlySpan<float> prediction, Span<float> sample, StepNoise noise);
}

/// <summary>The noise of one step.</summary>
internal readonly ref struct StepNoise(INoiseSource source, int step)
{
    public void Fill(Span<float> gaussian) => source.Fill(gaussian, NoiseStreams.OfStep(step));
}
