namespace StudioApp.Diffusion.Schedulers.Schedules;

/// <summary>The noise level of every training step, and back: both ways with fractions of steps.</summary>
/// <param name="sigmas">Ascending, but for the last one of a schedule with zero terminal SNR.</param>
internal sealed class SigmaTable(float[] sigmas)
{
    private const double Smallest = 1e-10;
    private const double Rounding = 1e-6;

    private readonly float[] _logs = [.. sigmas.Select(sigma => MathF.Log(sigma))];

    public double Min => sigmas[0];

    public double Max => sigmas[^1];

    /// <summary>Linear between two training steps.</summary>
    public double At(double t)
    {
        var below = Math.Clamp((int)Math.Floor(t), 0, sigmas.Length - 1);
        return below == sigmas.Length - 1 || t <= below
            ? sigmas[below]
            : sigmas[below] + (t - below) * ((double)sigmas[below + 1] - sigmas[below]);
    }

    /// <summary>The training step with this noise level, linear in its logarithm.</summary>
    public double Time(double sigma)
    {
        if (sigmas.Length == 1)
            return 0;
        var log = Math.Log(Math.Max(sigma, Smallest));
        // the largest one itself must not land a rounding error below the last step, which cutting off would make a whole one
        if (log >= _logs[^1] - Rounding)
            return _logs.Length - 1;
        var below = Math.Clamp(Array.FindLastIndex(_logs, l => l <= log), 0, _logs.Length - 2);
        var part = Math.Clamp((_logs[below] - log) / ((double)_logs[below] - _logs[below + 1]), 0, 1);
        return below + part;
    }
}
