using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>
/// Denoising diffusion probabilistic models: Ho et al., "Denoising diffusion probabilistic models", NeurIPS 2020, equations 6 and 7,
/// over the steps that are visited.
/// </summary>
internal sealed record Ddpm(NoiseSchedule Schedule, TimestepSpacing Spacing, Prediction Prediction, CleanLimit Limit, Ddpm.Variance Kind) : IScheduler
{
    // below it the reference takes the variance for zero
    private const double LeastVariance = 1e-20;

    /// <summary>How much noise a step adds (<c>variance_type</c>).</summary>
    public enum Variance
    {
        /// <summary>The variance of the true posterior.</summary>
        Small,

        /// <summary>Beta itself.</summary>
        Large,
    }

    public int MaxSteps => Schedule.Length;

    public static Ddpm Read(SchedulerOptions options) => new(
        NoiseSchedule.Read(options, zeroIsDivided: false, BetaDefaults.Usual, "sigmoid", "laplace"),
        TimestepSpacing.Read(options, "leading"),
        Predictions.Read(options, Prediction.Epsilon, Prediction.Sample, Prediction.Velocity),
        CleanLimit.Read(options, clips: true),
        // the logarithm is taken and undone again, so the small one is the same with it
        options.Choice("variance_type", "fixed_small", ("fixed_small", Variance.Small), ("fixed_small_log", Variance.Small), ("fixed_large", Variance.Large)));

    public ISampler Begin(SamplingRequest request)
    {
        request.Check(MaxSteps);
        return new DdpmSampler(this, Spacing.WholeTimes(request.Steps, MaxSteps), request);
    }

    private sealed class DdpmSampler(Ddpm method, int[] times, SamplingRequest request) : VarianceSampler(method.Schedule, times, request)
    {
        private readonly float[] _noise = new float[request.Size];

        protected override void StepAt(int index, ReadOnlySpan<float> prediction, Span<float> sample, StepNoise noise)
        {
            var now = AlphaBarAt(index);
            var next = index + 1 < Times.Count ? AlphaBarAt(index + 1) : 1;
            var alpha = now / next;
            var beta = 1 - alpha;
            Expect(method.Prediction, method.Limit, now, prediction, sample);
            Blend.Scale(sample, Math.Sqrt(alpha) * (1 - next) / (1 - now));
            Blend.Add(sample, Math.Sqrt(next) * beta / (1 - now), Clean);
            if (Times[index] <= 0)
                return;

            var posterior = Math.Max((1 - next) / (1 - now) * beta, LeastVariance);
            noise.Fill(_noise);
            Blend.Add(sample, Math.Sqrt(method.Kind == Variance.Large ? beta : posterior), _noise);
        }
    }
}
