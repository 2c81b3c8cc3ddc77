using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>
/// Heun's method over noise levels: a step of Euler's, a look from where it leads, and the mean of both directions. Two calls a step, one for the last:
/// Karras et al., "Elucidating the design space of diffusion-based generative models", NeurIPS 2022, algorithm 1.
/// </summary>
internal sealed record Heun(NoiseSchedule Schedule, TimestepSpacing Spacing, SigmaCurve Curve, Prediction Prediction, CleanLimit Limit) : IScheduler
{
    public int MaxSteps => Schedule.Length;

    public static Heun Read(SchedulerOptions options) => new(
        NoiseSchedule.Read(options, zeroIsDivided: null, new BetaDefaults(0.00085, 0.012, "linear"), "exp"),
        TimestepSpacing.Read(options, "linspace"),
        SigmaCurve.Read(options),
        Predictions.Read(options, Prediction.Epsilon, Prediction.Sample, Prediction.Velocity),
        CleanLimit.ReadClipping(options, clips: false));

    public ISampler Begin(SamplingRequest request)
    {
        request.Check(MaxSteps);
        var table = new SigmaTable(Schedule.Sigmas());
        var times = Spacing.Times(request.Steps, MaxSteps);
        (var levels, times) = Curve.Spread(table, [.. times.Select(t => table.At((float)t))], times);
        return new HeunSampler(this, [.. Twice(levels), 0], [.. Twice(times)], request);
    }

    // every step but the first is looked at from before and from where it begins
    private static IEnumerable<float> Twice(double[] values) => values.SelectMany((value, i) => Enumerable.Repeat((float)value, i == 0 ? 1 : 2));

    private sealed class HeunSampler(Heun method, float[] sigmas, float[] times, SamplingRequest request)
        : SigmaSampler(sigmas, times, 2 * request.Skipped, request.Size, method.Spacing)
    {
        private readonly float[] _start = new float[request.Size];
        private readonly float[] _first = new float[request.Size];
        private readonly float[] _second = new float[request.Size];

        protected override void StepAt(int index, ReadOnlySpan<float> prediction, Span<float> sample, StepNoise noise)
        {
            Expect(method.Prediction, method.Limit, Sigmas[index], prediction, sample);
            if (index % 2 == 0)
            {
                sample.CopyTo(_start);
                Direct(Sigmas[index], sample, _first);
                Blend.Add(sample, Sigmas[index + 1] - Sigmas[index], _first);
                return;
            }

            Direct(Sigmas[index], sample, _second);
            Blend.Set(_second, 0.5, _second, 0.5, _first);
            _start.CopyTo(sample);
            Blend.Add(sample, Sigmas[index] - Sigmas[index - 1], _second);
        }
    }
}
