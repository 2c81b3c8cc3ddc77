using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>
/// Denoising diffusion implicit models, adding no noise: Song et al., "Denoising diffusion implicit models", ICLR 2021, equation 12 with sigma 0.
/// </summary>
/// <param name="EndsClean">Whether the last step goes to no noise at all, or to what the first training step has of it (<c>set_alpha_to_one</c>).</param>
internal sealed record Ddim(NoiseSchedule Schedule, TimestepSpacing Spacing, Prediction Prediction, CleanLimit Limit, bool EndsClean) : IScheduler
{
    public int MaxSteps => Schedule.Length;

    public static Ddim Read(SchedulerOptions options) => new(
        NoiseSchedule.Read(options, zeroIsDivided: false),
        TimestepSpacing.Read(options, "leading"),
        Predictions.Read(options, Prediction.Epsilon, Prediction.Sample, Prediction.Velocity),
        CleanLimit.Read(options, clips: true),
        options.Flag("set_alpha_to_one", true));

    public ISampler Begin(SamplingRequest request)
    {
        request.Check(MaxSteps);
        return new DdimSampler(this, Spacing.WholeTimes(request.Steps, MaxSteps), request);
    }

    private sealed class DdimSampler(Ddim method, int[] times, SamplingRequest request) : VarianceSampler(method.Schedule, times, request)
    {
        private readonly float[] _direction = new float[request.Size];
        private readonly int _stride = method.MaxSteps / request.Steps;

        protected override void StepAt(int index, ReadOnlySpan<float> prediction, Span<float> sample, StepNoise noise)
        {
            var now = AlphaBarAt(index);
            var next = method.Schedule.AlphaBar(Times[index] - _stride, method.EndsClean);
            Expect(method.Prediction, method.Limit, now, prediction, sample);

            method.Prediction.Noise(Math.Sqrt(now), Math.Sqrt(1 - now)).Apply(sample, prediction, _direction);
            Blend.Set(sample, Math.Sqrt(1 - next), _direction, Math.Sqrt(next), Clean);
        }
    }
}
