namespace StudioApp.Diffusion.Schedulers.Schedules;

/// <summary>The noise level of every training step, and back: both ways with fractions of steps.</summary>
/// <param name="sigmas">Ascending, but for the last one of a schedule with zero terminal SNR.</param>
internal sealed class SigmaTable(float[] sigmas)
{
    private const double Smallest = 1e-10;

    private readonly float[] _logs = [.. sigmas.Select(sigma => (float)Math.Log(sigma))];

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

    /// <summary>
    /// The training step with this noise level, linear in its logarithm. In single precision as far as diffusers on NumPy 1 has it: where whole steps are cut off
    /// what comes out, the last bit decides.
    /// </summary>
    public double Time(double sigma)
    {
        if (sigmas.Length == 1)
            return 0;
        var log = (float)Math.Log(Math.Max(sigma, Smallest));
        var below = Math.Clamp(Array.FindLastIndex(_logs, l => l <= log), 0, _logs.Length - 2);
        var part = Math.Clamp((_logs[below] - log) / (_logs[below] - _logs[below + 1]), 0, 1);
        return (1 - part) * (double)below + part * (double)(below + 1);
    }
}
