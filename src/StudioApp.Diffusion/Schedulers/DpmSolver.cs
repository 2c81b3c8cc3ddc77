using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>
/// DPM-Solver and DPM-Solver++ as multistep methods of order 1 to 3, and their stochastic kin: Lu et al., "DPM-Solver", NeurIPS 2022, and
/// "DPM-Solver++", 2022, algorithm 2 and appendix B.
/// </summary>
/// <param name="PredictsClean">The ++ methods integrate the clean sample, the others the noise.</param>
/// <param name="Stochastic">Adds noise in every step.</param>
/// <param name="IsHeun">The second of the two second-order rules (<c>solver_type</c>).</param>
/// <param name="LowerOrderFinal">Goes down to first order at the end of a walk of less than 15 steps.</param>
/// <param name="EulerAtFinal">Takes the last step with first order whatever the length.</param>
internal sealed record DpmSolver(
    SolverSchedule Levels,
    Prediction Prediction,
    CleanLimit Limit,
    int Order,
    bool PredictsClean,
    bool Stochastic,
    bool IsHeun,
    bool LowerOrderFinal,
    bool EulerAtFinal) : IScheduler
{
    public int MaxSteps => Levels.MaxSteps;

    public bool NeedsMu => Levels.Flow is { IsDynamic: true };

    public static DpmSolver Read(SchedulerOptions options)
    {
        // of a model that also says how sure it is; any other word changes nothing here
        if (options.Text("variance_type", "") is "learned" or "learned_range")
            options.RefuseIfOn("variance_type");
        var levels = SolverSchedule.Read(options, hasLambdas: true);
        var (clean, stochastic) = options.Choice(
            "algorithm_type",
            "dpmsolver++",
            ("dpmsolver++", (true, false)),
            ("sde-dpmsolver++", (true, true)),
            ("dpmsolver", (false, false)),
            ("sde-dpmsolver", (false, true)),
            ("deis", (true, false)));
        var order = options.Integer("solver_order", 2, 1, 3);
        if (!clean && levels.EndsClean)
            throw options.Invalid("'algorithm_type' without '++' needs 'final_sigmas_type' to be 'sigma_min'");
        if (!clean && stochastic && order == 3)
            throw options.Unsupported("solver_order", "3 with 'sde-dpmsolver'");
        return new DpmSolver(
            levels,
            clean
                ? Predictions.Read(options, Prediction.Epsilon, Prediction.Sample, Prediction.Velocity, Prediction.Flow)
                : Predictions.Read(options, Prediction.Epsilon, Prediction.Sample, Prediction.Velocity),
            CleanLimit.ReadThresholding(options),
            order,
            clean,
            stochastic,
            // the names of other solvers' rules stand for the midpoint, as in diffusers
            options.Choice("solver_type", "midpoint", ("midpoint", false), ("heun", true), ("logrho", false), ("bh1", false), ("bh2", false)),
            options.Flag("lower_order_final", true),
            options.Flag("euler_at_final", false));
    }

    public ISampler Begin(SamplingRequest request)
    {
        request.Check(MaxSteps);
        return new DpmSolverSampler(this, request);
    }
}
