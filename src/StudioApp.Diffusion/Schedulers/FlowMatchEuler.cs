using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>
/// Euler's method along the straight paths of flow matching: x = (1 - sigma) clean + sigma noise, the model predicts noise - clean.
/// Lipman et al., "Flow matching for generative modeling", ICLR 2023.
/// </summary>
/// <param name="Training">Training steps: the model is told sigma times this.</param>
/// <param name="ShiftTerminal">The last level before 0 that the walk is stretched to; null leaves it.</param>
/// <param name="Inverts">Noise is at 0 and the clean sample at 1.</param>
/// <param name="Stochastic">Every step goes to the clean sample and back up with fresh noise.</param>
internal sealed record FlowMatchEuler(int Training, FlowShift Shift, double? ShiftTerminal, SigmaCurve Curve, bool Inverts, bool Stochastic) : IScheduler
{
    public int MaxSteps => Training;

    public bool NeedsMu => Shift.IsDynamic;

    public static FlowMatchEuler Read(SchedulerOptions options)
    {
        var terminal = options.OptionalNumber("shift_terminal", 0, 1);
        if (terminal == 1)
            throw options.Invalid("'shift_terminal' must be below 1");
        return new FlowMatchEuler(
            options.Integer("num_train_timesteps", 1000, 1, 100_000),
            FlowShift.Read(options, "shift"),
            terminal is 0 ? null : terminal,
            SigmaCurve.Read(options),
            options.Flag("invert_sigmas", false),
            options.Flag("stochastic_sampling", false));
    }

    public ISampler Begin(SamplingRequest request)
    {
        request.Check(MaxSteps);
        var levels = (request.Sigmas ?? Own(request.Steps)).Select(sigma => Shift.Apply(sigma, request.Mu)).ToArray();
        if (ShiftTerminal is { } terminal)
        {
            var stretch = (1 - levels[^1]) / (1 - terminal);
            levels = [.. levels.Select(level => 1 - (1 - level) / stretch)];
        }

        if (Curve.Curve != SigmaCurve.Kind.OfSteps)
            levels = Curve.Levels(levels[0], levels[^1], levels.Length);
        float[] sigmas = [.. levels.Select(level => Inverts ? 1 - (float)level : (float)level), Inverts ? 1 : 0];
        return new FlowSampler(this, sigmas, [.. sigmas[..^1].Select(sigma => sigma * Training)], request);
    }

    // diffusers shifts the training levels when it is made and again when the steps are laid out: models are tuned to that by now
    private double[] Own(int steps) =>
        [.. TimestepSpacing.Linspace(Training * (double)TrainingLevel(1), Training * (double)TrainingLevel(1f / Training), steps).Select(time => time / Training)];

    private float TrainingLevel(float sigma) => Shift.IsDynamic ? sigma : (float)Shift.Apply(sigma, null);

    private sealed class FlowSampler(FlowMatchEuler method, float[] sigmas, float[] times, SamplingRequest request)
        : Sampler(times, request.Skipped, request.Size)
    {
        private readonly float[] _noise = method.Stochastic ? new float[request.Size] : [];

        public override ReadOnlySpan<float> Sigmas => sigmas;

        public override void AddNoise(ReadOnlySpan<float> clean, ReadOnlySpan<float> noise, Span<float> sample) =>
            Blend.Set(sample, 1 - sigmas[First], clean, sigmas[First], noise);

        protected override void StepAt(int index, ReadOnlySpan<float> prediction, Span<float> sample, StepNoise noise)
        {
            double from = sigmas[index], to = sigmas[index + 1];
            // the path is straight, so the prediction leads to its end from any point of it
            Blend.Set(Expected, 1, sample, method.Inverts ? 1 - from : -from, prediction);
            if (!method.Stochastic)
            {
                Blend.Add(sample, to - from, prediction);
                return;
            }

            noise.Fill(_noise);
            Blend.Add(sample, -from, prediction);
            Blend.Scale(sample, 1 - to);
            Blend.Add(sample, to, _noise);
        }
    }
}
