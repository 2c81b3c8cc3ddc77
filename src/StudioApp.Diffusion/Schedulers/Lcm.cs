using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>
/// Multistep sampling of a latent consistency model: Luo et al., "Latent consistency models", 2023, algorithm 3, with the boundary condition of
/// Song et al., "Consistency models", ICML 2023, equation 5.
/// </summary>
/// <param name="DistilledSteps">How many steps the model was distilled on (<c>original_inference_steps</c>); a walk visits some of them.</param>
/// <param name="TimestepScaling">Stretches time in the boundary condition.</param>
internal sealed record Lcm(NoiseSchedule Schedule, Prediction Prediction, CleanLimit Limit, int DistilledSteps, double TimestepScaling) : IScheduler
{
    public int MaxSteps => DistilledSteps;

    public static Lcm Read(SchedulerOptions options)
    {
        // the distillation decides the steps, and the walk ends clean, so spacing, offset and set_alpha_to_one have no say here (as in diffusers)
        var schedule = NoiseSchedule.Read(options, zeroIsDivided: false, new BetaDefaults(0.00085, 0.012, "scaled_linear"));
        return new Lcm(
            schedule,
            Predictions.Read(options, Prediction.Epsilon, Prediction.Sample, Prediction.Velocity),
            CleanLimit.Read(options, clips: false),
            options.Integer("original_inference_steps", 50, 1, schedule.Length),
            options.Number("timestep_scaling", 10, double.Epsilon, double.MaxValue));
    }

    public ISampler Begin(SamplingRequest request)
    {
        request.Check(MaxSteps);
        var stride = Schedule.Length / DistilledSteps;
        var usable = (int)(DistilledSteps * request.Strength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Steps, usable);
        // descending, the first one included, the end not
        var times = Enumerable.Range(0, request.Steps)
            .Select(i => (int)Math.Floor(i * ((double)usable / request.Steps)))
            .Select(i => (usable - i) * stride - 1);
        return new LcmSampler(this, [.. times], request.Size);
    }

    private sealed class LcmSampler(Lcm method, int[] times, int size) : VarianceSampler(method.Schedule, times, first: 0, size)
    {
        private const double DataDeviation = 0.5;

        private readonly float[] _noise = new float[size];

        protected override void StepAt(int index, ReadOnlySpan<float> prediction, Span<float> sample, StepNoise noise)
        {
            Expect(method.Prediction, method.Limit, AlphaBarAt(index), prediction, sample);
            var time = Times[index] * method.TimestepScaling;
            var length = Math.Sqrt(time * time + DataDeviation * DataDeviation);
            var skip = DataDeviation / length * (DataDeviation / length);
            Blend.Set(Expected, time / length, Expected, skip, sample);
            Clean.CopyTo(sample);
            if (index + 1 == Times.Count)
                return;

            var next = AlphaBarAt(index + 1);
            noise.Fill(_noise);
            Blend.Scale(sample, Math.Sqrt(next));
            Blend.Add(sample, Math.Sqrt(1 - next), _noise);
        }
    }
}
