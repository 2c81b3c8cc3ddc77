namespace StudioApp.Diffusion.Schedulers.Schedules;

/// <summary>How DPM-Solver and UniPC lay out their walks.</summary>
/// <param name="Flow">Levels of a flow, sigma from 1 to 0, shifted so; null for those of a diffusion.</param>
/// <param name="LeastLambda">Where the walk begins: half the logarithm of signal against noise (<c>lambda_min_clipped</c>); negative infinity for the noisiest step.</param>
/// <param name="EndsClean">Whether the last level is 0 or the schedule's smallest (<c>final_sigmas_type</c>).</param>
/// <param name="EvenLambdas">Levels even in lambda: Lu et al., "DPM-Solver", NeurIPS 2022 (<c>use_lu_lambdas</c>).</param>
/// <param name="EndsAtOwnLeast">The smallest level of a curve or a flow is where the walk ends, not that of the training steps.</param>
/// <param name="KeepsFractions">Times of a curve are told to the model as they are cut off, not rounded.</param>
internal sealed record SolverSchedule(
    NoiseSchedule Schedule,
    TimestepSpacing Spacing,
    SigmaCurve Curve,
    FlowShift? Flow,
    double LeastLambda,
    bool EndsClean,
    bool EvenLambdas,
    bool KeepsFractions,
    bool EndsAtOwnLeast)
{
    public int MaxSteps => Schedule.Length;

    public bool IsFlow => Flow is not null;

    public static SolverSchedule Read(SchedulerOptions options, bool hasLambdas)
    {
        var schedule = NoiseSchedule.Read(options, zeroIsDivided: true);
        var flow = FlowShift.Read(options, "flow_shift");
        var isFlow = options.Flag("use_flow_sigmas", false);
        if (flow.IsDynamic && !isFlow)
            throw options.Invalid("'use_dynamic_shifting' needs 'use_flow_sigmas'");
        return new SolverSchedule(
            schedule,
            TimestepSpacing.Read(options, "linspace"),
            SigmaCurve.Read(options),
            isFlow ? flow : null,
            hasLambdas ? options.Number("lambda_min_clipped", double.NegativeInfinity, double.NegativeInfinity, double.MaxValue) : double.NegativeInfinity,
            options.Choice("final_sigmas_type", "zero", ("zero", true), ("sigma_min", false)),
            hasLambdas && options.Flag("use_lu_lambdas", false),
            // finer than whole steps is what the cosine schedule was trained for; only DPM-Solver tells it apart
            hasLambdas && options.Text("beta_schedule", "") == "squaredcos_cap_v2",
            EndsAtOwnLeast: !hasLambdas);
    }

    public SolverLevels Lay(SamplingRequest request)
    {
        var steps = request.Steps;
        var table = new SigmaTable(Schedule.Sigmas());
        if (Curve.Curve == SigmaCurve.Kind.Karras)
            return OfCurve(table, Curve.Levels(table.Max, table.Min, steps), !KeepsFractions);
        if (EvenLambdas)
            return OfCurve(table, [.. TimestepSpacing.Linspace(Math.Log(table.Max), Math.Log(table.Min), steps).Select(Math.Exp)], !KeepsFractions);
        if (Curve.Curve != SigmaCurve.Kind.OfSteps)
            return OfCurve(table, Curve.Levels(table.Max, table.Min, steps), rounds: false);
        if (Flow is { } shift)
            return OfFlow(table, shift, request);

        var times = Spacing.WholeTimesBeforeEnd(steps, MaxSteps, FirstTime());
        return Levels([.. times.Select(t => table.At(t))], times.Select(t => (double)t), table.Min);
    }

    private SolverLevels OfCurve(SigmaTable table, double[] levels, bool rounds)
    {
        if (IsFlow)
            levels = [.. levels.Select(sigma => sigma / (sigma + 1))];
        var times = IsFlow ? levels.Select(sigma => sigma * MaxSteps) : levels.Select(table.Time).Select(t => rounds ? Math.Round(t) : t);
        return Levels(levels, times, EndsAtOwnLeast ? levels[^1] : table.Min);
    }

    private SolverLevels OfFlow(SigmaTable table, FlowShift shift, SamplingRequest request)
    {
        var levels = TimestepSpacing.Linspace(1, 1.0 / MaxSteps, request.Steps + 1).Skip(1).Reverse().Select(alpha => shift.Apply(1 - alpha, request.Mu)).ToArray();
        return Levels(levels, levels.Select(sigma => sigma * MaxSteps), EndsAtOwnLeast ? levels[^1] : table.Min);
    }

    // the model is told whole steps: what is behind the point is cut off
    private SolverLevels Levels(double[] levels, IEnumerable<double> times, double least) =>
        new([.. levels.Select(level => (float)level), EndsClean ? 0 : (float)least], [.. times.Select(t => (float)(int)t)]);

    private int FirstTime()
    {
        var cut = 0;
        while (cut < MaxSteps && Lambda(MaxSteps - 1 - cut) < LeastLambda)
            cut++;
        return MaxSteps - cut;
    }

    private double Lambda(int t) => 0.5 * Math.Log(Schedule.AlphaBar(t) / (1 - Schedule.AlphaBar(t)));
}

/// <summary>The walk of a multistep solver: noise levels before each step and after the last, and what the model is told of the time.</summary>
internal readonly record struct SolverLevels(float[] Sigmas, float[] Times);
