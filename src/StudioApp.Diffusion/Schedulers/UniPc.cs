using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>
/// A predictor and a corrector of the same order, the latter for free since it looks at what the next step's model says anyway:
/// Zhao et al., "UniPC: a unified predictor-corrector framework for fast sampling of diffusion models", NeurIPS 2023.
/// </summary>
/// <param name="PredictsClean">Integrates the clean sample, else the noise (<c>predict_x0</c>).</param>
/// <param name="IsBh1">B(h) = h, else e^h - 1 (<c>solver_type</c>).</param>
/// <param name="LowerOrderFinal">Goes down in order at the end of the walk.</param>
/// <param name="Uncorrected">Steps after which nothing is corrected (<c>disable_corrector</c>).</param>
internal sealed record UniPc(
    SolverSchedule Levels,
    Prediction Prediction,
    CleanLimit Limit,
    int Order,
    bool PredictsClean,
    bool IsBh1,
    bool LowerOrderFinal,
    IReadOnlySet<int> Uncorrected) : IScheduler
{
    private const int LargestOrder = 4;

    public int MaxSteps => Levels.MaxSteps;

    public bool NeedsMu => Levels.Flow is { IsDynamic: true };

    public static UniPc Read(SchedulerOptions options)
    {
        options.RefuseIfOn("solver_p");
        options.RefuseIfOn("shift_terminal");
        var clean = options.Flag("predict_x0", true);
        return new UniPc(
            SolverSchedule.Read(options, hasLambdas: false),
            clean
                ? Predictions.Read(options, Prediction.Epsilon, Prediction.Sample, Prediction.Velocity, Prediction.Flow)
                : Predictions.Read(options, Prediction.Epsilon, Prediction.Sample, Prediction.Velocity),
            CleanLimit.ReadThresholding(options),
            options.Integer("solver_order", 2, 1, LargestOrder),
            clean,
            // the names of other solvers' rules stand for bh2, as in diffusers
            options.Choice("solver_type", "bh2", ("bh1", true), ("bh2", false), ("midpoint", false), ("heun", false), ("logrho", false)),
            options.Flag("lower_order_final", true),
            (options.Numbers("disable_corrector") ?? []).Select(step => (int)step).ToHashSet());
    }

    public ISampler Begin(SamplingRequest request)
    {
        request.Check(MaxSteps);
        return new UniPcSampler(this, request);
    }
}
