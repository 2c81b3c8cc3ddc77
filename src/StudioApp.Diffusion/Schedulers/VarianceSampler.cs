using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>A walk in which signal and noise keep a variance of 1 together, counted in whole training steps.</summary>
/// <param name="times">Training steps, descending.</param>
/// <param name="first">Calls left out at the start.</param>
internal abstract class VarianceSampler(NoiseSchedule schedule, int[] times, int first, int size)
    : Sampler([.. times.Select(t => (float)t)], first, size)
{
    protected VarianceSampler(NoiseSchedule schedule, int[] times, SamplingRequest request)
        : this(schedule, times, request.Skipped, request.Size)
    {
    }

    protected IReadOnlyList<int> Times => times;

    public override void AddNoise(ReadOnlySpan<float> clean, ReadOnlySpan<float> noise, Span<float> sample)
    {
        var alphaBar = AlphaBarAt(First);
        Blend.Set(sample, Math.Sqrt(alphaBar), clean, Math.Sqrt(1 - alphaBar), noise);
    }

    protected double AlphaBarAt(int index) => schedule.AlphaBar(times[index]);

    /// <summary>Notes what the model now takes the clean sample to be.</summary>
    protected void Expect(Prediction kind, CleanLimit limit, double alphaBar, ReadOnlySpan<float> prediction, ReadOnlySpan<float> sample)
    {
        kind.Clean(Math.Sqrt(alphaBar), Math.Sqrt(1 - alphaBar)).Apply(sample, prediction, Expected);
        limit.Apply(Expected);
    }
}
