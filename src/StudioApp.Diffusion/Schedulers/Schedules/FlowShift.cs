namespace StudioApp.Diffusion.Schedulers.Schedules;

/// <summary>
/// Spends more of a flow's steps on noise, the larger the picture: Esser et al., "Scaling rectified flow transformers for high-resolution image
/// synthesis", ICML 2024, equation 23.
/// </summary>
/// <param name="Fixed">The shift, above 0; 1 changes nothing. Null when every walk brings its own (<c>use_dynamic_shifting</c>).</param>
/// <param name="IsLinear">A walk's mu is the shift itself; else it is the shift's logarithm (<c>time_shift_type</c>).</param>
internal sealed record FlowShift(double? Fixed, bool IsLinear)
{
    private const double Largest = 1000;

    public bool IsDynamic => Fixed is null;

    /// <param name="name">What the method calls the shift: <c>shift</c> or <c>flow_shift</c>.</param>
    public static FlowShift Read(SchedulerOptions options, string name)
    {
        var dynamic = options.Flag("use_dynamic_shifting", false);
        var linear = options.Choice("time_shift_type", "exponential", ("exponential", false), ("linear", true));
        var shift = options.Number(name, 1, 0, Largest);
        return shift > 0 ? new FlowShift(dynamic ? null : shift, linear) : throw options.Invalid($"'{name}' must be above 0");
    }

    /// <param name="mu">Needed when the shift is dynamic, else of no effect.</param>
    public double Apply(double sigma, double? mu)
    {
        var shift = Fixed ?? Of(mu ?? throw new ArgumentNullException(nameof(mu), "This schedule shifts with the picture's size."));
        return shift * sigma / (1 + (shift - 1) * sigma);
    }

    private double Of(double mu) => IsLinear ? mu : Math.Exp(mu);
}
