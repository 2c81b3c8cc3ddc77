namespace StudioApp.Diffusion.Schedulers.Schedules;

/// <summary>
/// How much of the clean sample is left at each training step: the running product of 1 - beta. In single precision wherever diffusers is,
/// because a model was trained on those very numbers and some samplers divide by their differences.
/// </summary>
internal sealed class NoiseSchedule
{
    // what diffusers puts in place of an exact zero where it must divide by it
    private const float AlmostZero = 1f / (1 << 24);

    private const int LongestTraining = 100_000;

    private readonly float[] _alphaBars;

    private NoiseSchedule(float[] alphaBars) => _alphaBars = alphaBars;

    /// <summary>Training steps.</summary>
    public int Length => _alphaBars.Length;

    /// <param name="zeroIsDivided">Whether the method divides by the last one, which is zero with <c>rescale_betas_zero_snr</c>; null where that option does not exist.</param>
    /// <param name="defaults">Of the method, where the configuration says nothing.</param>
    /// <param name="more">Beta schedules that this method knows beside those that all do: <c>sigmoid</c>, <c>laplace</c>, <c>exp</c>.</param>
    public static NoiseSchedule Read(SchedulerOptions options, bool? zeroIsDivided, BetaDefaults? defaults = null, params ReadOnlySpan<string> more)
    {
        var betas = ReadBetas(options, defaults ?? BetaDefaults.Usual, more);
        var toZero = zeroIsDivided is not null && options.Flag("rescale_betas_zero_snr", false);
        var alphaBars = Products(toZero ? ToZeroTerminalSnr(betas) : betas);
        if (toZero && zeroIsDivided is true)
            alphaBars[^1] = AlmostZero;
        return new NoiseSchedule(alphaBars);
    }

    /// <summary>What is left of the clean sample's variance after training step <paramref name="t"/>.</summary>
    public double AlphaBar(int t) => _alphaBars[Math.Clamp(t, 0, Length - 1)];

    /// <summary>The same for where a step leads, which may be before the first training step.</summary>
    /// <param name="endsClean">Whether there no noise is left, or what the first training step has of it.</param>
    public double AlphaBar(int t, bool endsClean) => t < 0 && endsClean ? 1 : AlphaBar(t);

    /// <summary>Noise against signal at every training step, as samplers in units of sigma count it.</summary>
    public float[] Sigmas() => [.. _alphaBars.Select(alphaBar => MathF.Sqrt((1 - alphaBar) / alphaBar))];

    private static float[] ReadBetas(SchedulerOptions options, BetaDefaults defaults, ReadOnlySpan<string> more)
    {
        var steps = options.Integer("num_train_timesteps", 1000, 1, LongestTraining);
        var start = options.Number("beta_start", defaults.Start, 0, 1);
        var end = options.Number("beta_end", defaults.End, 0, 1);
        var name = options.Text("beta_schedule", defaults.Schedule);
        if (options.Numbers("trained_betas") is { } trained)
            return trained.Count > 0 ? [.. trained.Select(beta => (float)beta)] : throw options.Invalid("'trained_betas' must not be empty");

        return name switch
        {
            "linear" => Even(start, end, steps),
            "scaled_linear" => [.. Even(Math.Sqrt(start), Math.Sqrt(end), steps).Select(root => root * root)],
            "squaredcos_cap_v2" => FromAlphaBar(steps, Cosine),
            "sigmoid" when more.Contains(name) => [.. Even(-6, 6, steps).Select(x => 1 / (1 + MathF.Exp(-x)) * (float)(end - start) + (float)start)],
            "laplace" when more.Contains(name) => FromAlphaBar(steps, Laplace),
            "exp" when more.Contains(name) => FromAlphaBar(steps, t => Math.Exp(-12 * t)),
            _ => throw options.Unsupported("beta_schedule", $"'{name}'"),
        };
    }

    /// <summary>Nichol and Dhariwal, "Improved denoising diffusion probabilistic models", ICML 2021, equation 17.</summary>
    private static double Cosine(double t) => Math.Pow(Math.Cos((t + 0.008) / 1.008 * Math.PI / 2), 2);

    private static double Laplace(double t)
    {
        var lambda = -0.5 * Math.CopySign(1, 0.5 - t) * Math.Log(1 - 2 * Math.Abs(0.5 - t) + 1e-6);
        var snr = Math.Exp(lambda);
        return Math.Sqrt(snr / (1 + snr));
    }

    private static float[] FromAlphaBar(int steps, Func<double, double> alphaBar)
    {
        const double largestBeta = 0.999;
        return [.. Enumerable.Range(0, steps).Select(i => (float)Math.Min(1 - alphaBar((i + 1.0) / steps) / alphaBar((double)i / steps), largestBeta))];
    }

    /// <summary>Evenly spaced in single precision, from both ends, as PyTorch does.</summary>
    internal static float[] Even(double start, double end, int count)
    {
        var (first, last) = ((float)start, (float)end);
        var step = count > 1 ? (last - first) / (count - 1) : 0;
        return [.. Enumerable.Range(0, count).Select(i => i < count / 2 || count == 1 ? first + step * i : last - step * (count - 1 - i))];
    }

    // PyTorch multiplies up in double precision and rounds each product
    private static float[] Products(float[] betas)
    {
        var product = 1.0;
        return [.. betas.Select(beta => (float)(product *= 1 - beta))];
    }

    /// <summary>Lin et al., "Common diffusion noise schedules and sample steps are flawed", WACV 2024, algorithm 1.</summary>
    private static float[] ToZeroTerminalSnr(float[] betas)
    {
        var roots = Products(betas).Select(product => MathF.Sqrt(product)).ToArray();
        var (first, last) = (roots[0], roots[^1]);
        var bars = roots.Select(root => (root - last) * (first / (first - last))).Select(root => root * root).ToArray();
        return [.. bars.Select((bar, i) => 1 - (i == 0 ? bar : bar / bars[i - 1]))];
    }
}

/// <summary>What a method takes for granted of <c>beta_start</c>, <c>beta_end</c> and <c>beta_schedule</c>.</summary>
internal sealed record BetaDefaults(double Start, double End, string Schedule)
{
    /// <summary>Of most.</summary>
    public static BetaDefaults Usual { get; } = new(0.0001, 0.02, "linear");
}
