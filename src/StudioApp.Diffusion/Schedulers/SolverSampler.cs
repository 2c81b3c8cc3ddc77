using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>
/// A walk that looks back at what the model said before, in units of lambda, half the logarithm of signal against noise, in which the
/// solution is an integral of the model alone.
/// </summary>
internal abstract class SolverSampler(SolverLevels levels, bool isFlow, int order, SamplingRequest request) : Sampler(levels.Times, request.Skipped, request.Size)
{
    public override ReadOnlySpan<float> Sigmas => levels.Sigmas;

    /// <summary>As many as the solver's order.</summary>
    protected OutputHistory Outputs { get; } = new(order, request.Size);

    protected int LastIndex => levels.Times.Length - 1;

    public override void AddNoise(ReadOnlySpan<float> clean, ReadOnlySpan<float> noise, Span<float> sample)
    {
        var level = Level(First);
        Blend.Set(sample, level.Alpha, clean, level.Sigma, noise);
    }

    /// <summary>Signal and noise before step <paramref name="index"/>.</summary>
    protected NoiseLevel Level(int index)
    {
        double sigma = levels.Sigmas[index];
        var alpha = isFlow ? 1 - sigma : 1 / Math.Sqrt(sigma * sigma + 1);
        return new NoiseLevel(alpha, isFlow ? sigma : sigma * alpha);
    }

    /// <summary>Notes what the model now takes the clean sample to be.</summary>
    protected void Expect(Prediction kind, CleanLimit limit, NoiseLevel level, ReadOnlySpan<float> prediction, ReadOnlySpan<float> sample)
    {
        kind.Clean(level.Alpha, level.Sigma).Apply(sample, prediction, Expected);
        limit.Apply(Expected);
    }
}

/// <summary>A sample is <c>Alpha * clean + Sigma * noise</c>.</summary>
internal readonly record struct NoiseLevel(double Alpha, double Sigma)
{
    /// <summary>Positive infinity where there is no noise.</summary>
    public double Lambda => Math.Log(Alpha) - Math.Log(Sigma);
}
