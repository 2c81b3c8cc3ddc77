namespace StudioApp.Diffusion.Schedulers.Schedules;

/// <summary>How noise levels are spread between the largest and the smallest, in place of those at evenly spaced training steps.</summary>
/// <param name="Curve">Which one.</param>
/// <param name="Min">Given by the configuration, or null for the schedule's own.</param>
/// <param name="Max">As <paramref name="Min"/>.</param>
internal sealed record SigmaCurve(SigmaCurve.Kind Curve, double? Min, double? Max)
{
    public enum Kind
    {
        /// <summary>As the training steps have them.</summary>
        OfSteps,

        /// <summary>Even in the seventh root: Karras et al., "Elucidating the design space of diffusion-based generative models", NeurIPS 2022, equation 5.</summary>
        Karras,

        /// <summary>Even in the logarithm.</summary>
        Exponential,

        /// <summary>Close together at both ends, as a beta distribution is dense there: Lee et al., "Beta sampling is all you need", 2024.</summary>
        Beta,
    }

    public static SigmaCurve Read(SchedulerOptions options)
    {
        (string Name, Kind Kind)[] curves = [("use_karras_sigmas", Kind.Karras), ("use_exponential_sigmas", Kind.Exponential), ("use_beta_sigmas", Kind.Beta)];
        var chosen = curves.Where(curve => options.Flag(curve.Name, false)).ToArray();
        if (chosen.Length > 1)
            throw options.Invalid($"only one of {string.Join(" and ", chosen.Select(curve => $"'{curve.Name}'"))} can be on");
        return new SigmaCurve(
            chosen is [var only] ? only.Kind : Kind.OfSteps,
            options.OptionalNumber("sigma_min", 0, double.MaxValue),
            options.OptionalNumber("sigma_max", 0, double.MaxValue));
    }

    /// <summary>These levels and the training steps that have them, where nothing else is configured; else levels along the curve between the first and the last.</summary>
    /// <param name="levels">Descending.</param>
    /// <param name="times">Of <paramref name="levels"/>.</param>
    public (double[] Levels, double[] Times) Spread(SigmaTable table, double[] levels, double[] times)
    {
        if (Curve == Kind.OfSteps)
            return (levels, times);
        var spread = Levels(levels[0], levels[^1], times.Length);
        return (spread, [.. spread.Select(table.Time)]);
    }

    /// <summary>Descending levels.</summary>
    /// <param name="max">The schedule's own largest.</param>
    /// <param name="min">The schedule's own smallest.</param>
    public double[] Levels(double max, double min, int steps)
    {
        const double rho = 7;
        (max, min) = (Max ?? max, Min ?? min);
        var ramps = TimestepSpacing.Linspace(0, 1, steps);
        return Curve switch
        {
            Kind.Karras => [.. ramps.Select(ramp => Math.Pow(Math.Pow(max, 1 / rho) + ramp * (Math.Pow(min, 1 / rho) - Math.Pow(max, 1 / rho)), rho))],
            Kind.Beta => [.. ramps.Select(ramp => min + BetaQuantile.Of(1 - ramp) * (max - min))],
            _ => [.. TimestepSpacing.Linspace(Math.Log(max), Math.Log(min), steps).Select(Math.Exp)],
        };
    }
}
