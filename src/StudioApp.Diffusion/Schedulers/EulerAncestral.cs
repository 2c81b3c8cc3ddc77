using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>
/// Euler's method that goes down further than asked and adds fresh noise up to the level: the ancestral sampler of Song et al.,
/// "Score-based generative modeling through stochastic differential equations", ICLR 2021, as k-diffusion takes its steps.
/// </summary>
internal sealed record EulerAncestral(NoiseSchedule Schedule, TimestepSpacing Spacing, Prediction Prediction) : IScheduler
{
    public int MaxSteps => Schedule.Length;

    public static EulerAncestral Read(SchedulerOptions options) => new(
        NoiseSchedule.Read(options, zeroIsDivided: true),
        TimestepSpacing.Read(options, "linspace"),
        Predictions.Read(options, Prediction.Epsilon, Prediction.Velocity));

    public ISampler Begin(SamplingRequest request)
    {
        request.Check(MaxSteps);
        var table = new SigmaTable(Schedule.Sigmas());
        float[] times = [.. Spacing.Times(request.Steps, MaxSteps).Select(t => (float)t)];
        return new AncestralSampler(this, [.. times.Select(t => (float)table.At(t)), 0], times, request);
    }

    private sealed class AncestralSampler(EulerAncestral method, float[] sigmas, float[] times, SamplingRequest request)
        : SigmaSampler(sigmas, times, request.Skipped, request.Size, method.Spacing)
    {
        private readonly float[] _direction = new float[request.Size];
        private readonly float[] _noise = new float[request.Size];

        protected override void StepAt(int index, ReadOnlySpan<float> prediction, Span<float> sample, StepNoise noise)
        {
            float from = Sigmas[index], to = Sigmas[index + 1];
            var up = MathF.Sqrt(to * to * (from * from - to * to) / (from * from));
            var down = MathF.Sqrt(to * to - up * up);
            Expect(method.Prediction, CleanLimit.None, from, prediction, sample);
            Direct(from, sample, _direction);
            Blend.Add(sample, down - from, _direction);
            noise.Fill(_noise);
            Blend.Add(sample, up, _noise);
        }
    }
}
