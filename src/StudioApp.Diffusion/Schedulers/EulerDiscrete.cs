using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>Euler's method over noise levels: Karras et al., "Elucidating the design space of diffusion-based generative models", NeurIPS 2022, algorithm 2 without churn.</summary>
/// <param name="ByLogarithm">Levels even in their logarithm over the whole schedule, whatever the training steps say (<c>interpolation_type</c>).</param>
/// <param name="TellsSigma">The model is told 0.25 ln(sigma) in place of a training step (<c>timestep_type</c> continuous): Stable Video Diffusion.</param>
/// <param name="EndsClean">Whether the last level is 0 or the schedule's smallest (<c>final_sigmas_type</c>).</param>
internal sealed record EulerDiscrete(
    NoiseSchedule Schedule, TimestepSpacing Spacing, SigmaCurve Curve, Prediction Prediction, bool ByLogarithm, bool TellsSigma, bool EndsClean) : IScheduler
{
    public int MaxSteps => Schedule.Length;

    public static EulerDiscrete Read(SchedulerOptions options)
    {
        var schedule = NoiseSchedule.Read(options, zeroIsDivided: true);
        var spacing = TimestepSpacing.Read(options, "linspace");
        var curve = SigmaCurve.Read(options);
        // an older word for the same, which diffusers knows in this class alone
        var prediction = options.Text("prediction_type", "") == "original_sample"
            ? Prediction.Sample
            : Predictions.Read(options, Prediction.Epsilon, Prediction.Sample, Prediction.Velocity);
        var continuous = options.Choice("timestep_type", "discrete", ("discrete", false), ("continuous", true));
        return new EulerDiscrete(
            schedule,
            spacing,
            curve,
            prediction,
            options.Choice("interpolation_type", "linear", ("linear", false), ("log_linear", true)),
            continuous && prediction == Prediction.Velocity,
            options.Choice("final_sigmas_type", "zero", ("zero", true), ("sigma_min", false)));
    }

    public ISampler Begin(SamplingRequest request)
    {
        request.Check(MaxSteps);
        var table = new SigmaTable(Schedule.Sigmas());
        var times = Spacing.Times(request.Steps, MaxSteps);
        // one level more than steps, as in diffusers: the last step goes to the smallest of them, not to 0
        var levels = ByLogarithm
            ? [.. TimestepSpacing.Linspace(Math.Log(table.Max), Math.Log(table.Min), request.Steps + 1).Select(Math.Exp)]
            : times.Select(t => table.At((float)t)).ToArray();
        (levels, times) = Curve.Spread(table, levels, times);
        float[] sigmas = [.. levels.Select(level => (float)level), EndsClean ? 0 : (float)table.Min];
        float[] told = TellsSigma ? [.. sigmas[..^1].Select(sigma => 0.25f * MathF.Log(sigma))] : [.. times.Select(t => (float)t)];
        return new EulerSampler(this, sigmas, told, request);
    }

    private sealed class EulerSampler(EulerDiscrete method, float[] sigmas, float[] times, SamplingRequest request)
        : SigmaSampler(sigmas, times, request.Skipped, request.Size, method.Spacing)
    {
        private readonly float[] _direction = new float[request.Size];

        protected override void StepAt(int index, ReadOnlySpan<float> prediction, Span<float> sample, StepNoise noise)
        {
            Expect(method.Prediction, CleanLimit.None, Sigmas[index], prediction, sample);
            Direct(Sigmas[index], sample, _direction);
            Blend.Add(sample, Sigmas[index + 1] - Sigmas[index], _direction);
        }
    }
}
