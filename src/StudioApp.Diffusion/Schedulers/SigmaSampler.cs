using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>A walk in which the signal keeps its size and noise of deviation sigma lies on it, so that the model must see it scaled down.</summary>
internal abstract class SigmaSampler(float[] sigmas, float[] times, int first, int size, TimestepSpacing spacing) : Sampler(times, first, size)
{
    /// <summary>With leading spacing the walk begins below the noisiest step, so signal has its part in the first sample's size.</summary>
    public override float InitialNoiseSigma { get; } =
        spacing.Spacing == TimestepSpacing.Kind.Leading ? (float)Math.Sqrt((double)sigmas.Max() * sigmas.Max() + 1) : sigmas.Max();

    public override ReadOnlySpan<float> Sigmas => sigmas;

    public override void ScaleModelInput(int step, ReadOnlySpan<float> sample, Span<float> input)
    {
        sample.CopyTo(input);
        Blend.Scale(input, Alpha(sigmas[First + step]));
    }

    public override void AddNoise(ReadOnlySpan<float> clean, ReadOnlySpan<float> noise, Span<float> sample) =>
        Blend.Set(sample, 1, clean, sigmas[First], noise);

    /// <summary>Notes what the model now takes the clean sample to be.</summary>
    protected void Expect(Prediction kind, CleanLimit limit, double sigma, ReadOnlySpan<float> prediction, ReadOnlySpan<float> sample)
    {
        var alpha = Alpha(sigma);
        var clean = kind.Clean(alpha, sigma * alpha);
        Blend.Set(Expected, clean.Sample * alpha, sample, clean.Output, prediction);
        limit.Apply(Expected);
    }

    /// <summary>Straight from the sample towards the expected clean one, as far as the noise has to fall.</summary>
    protected void MoveTo(double from, double to, Span<float> sample) => Blend.Set(sample, to / from, sample, 1 - to / from, Clean);

    // what scales signal and noise to a variance of 1 together
    private static double Alpha(double sigma) => 1 / Math.Sqrt(sigma * sigma + 1);
}
