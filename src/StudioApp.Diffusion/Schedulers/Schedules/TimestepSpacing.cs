namespace StudioApp.Diffusion.Schedulers.Schedules;

/// <summary>
/// Which training steps a walk visits (<c>timestep_spacing</c>, <c>steps_offset</c>):
/// Lin et al., "Common diffusion noise schedules and sample steps are flawed", WACV 2024, table 2.
/// </summary>
internal sealed record TimestepSpacing(TimestepSpacing.Kind Spacing, int Offset)
{
    public enum Kind
    {
        /// <summary>From the last training step to the first, both included.</summary>
        Linspace,

        /// <summary>Whole strides up from the first, moved by the offset.</summary>
        Leading,

        /// <summary>Strides down from the last.</summary>
        Trailing,
    }

    public static TimestepSpacing Read(SchedulerOptions options, string byDefault)
    {
        var kind = options.Choice(
            "timestep_spacing",
            byDefault,
            ("linspace", Kind.Linspace),
            ("leading", Kind.Leading),
            ("trailing", Kind.Trailing));
        return new TimestepSpacing(kind, options.Integer("steps_offset", 0, -1000, 1000));
    }

    /// <summary>Descending training steps; with linspace they are fractions of steps.</summary>
    public double[] Times(int steps, int training) => Spacing switch
    {
        Kind.Linspace => [.. Linspace(0, training - 1, steps).Reverse()],
        Kind.Leading => Leading(steps, training / steps),
        _ => Trailing(steps, training, training),
    };

    /// <summary>The same, whole.</summary>
    public int[] WholeTimes(int steps, int training) => [.. Times(steps, training).Select(t => (int)Math.Round(t))];

    /// <summary>Whole and without the end, for solvers whose last step goes on from the last but one visited.</summary>
    /// <param name="last">Where the walk begins: less than <paramref name="training"/> when the noisiest steps are cut off.</param>
    public int[] WholeTimesBeforeEnd(int steps, int training, int last) => Spacing switch
    {
        Kind.Linspace => [.. Linspace(0, last - 1, steps + 1).Select(t => (int)Math.Round(t)).Reverse().Take(steps)],
        Kind.Leading => [.. Leading(steps + 1, last / (steps + 1)).Select(t => (int)t).Take(steps)],
        _ => [.. Trailing(steps, training, last).Select(t => (int)t)],
    };

    internal static double[] Linspace(double start, double end, int count)
    {
        var step = count > 1 ? (end - start) / (count - 1) : 0;
        return [.. Enumerable.Range(0, count).Select(i => i == count - 1 && i > 0 ? end : start + step * i)];
    }

    private double[] Leading(int steps, int stride) =>
        [.. Enumerable.Range(0, steps).Reverse().Select(i => (double)(i * stride + Offset))];

    private static double[] Trailing(int steps, int training, int last)
    {
        var stride = (double)training / steps;
        var count = Math.Min(steps, (int)Math.Ceiling(last / stride));
        return [.. Enumerable.Range(0, count).Select(i => Math.Round(last - i * stride) - 1)];
    }
}
