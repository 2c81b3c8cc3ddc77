using System.Numerics.Tensors;
using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>A walk in which the signal keeps its size and noise of deviation sigma lies on it, so that the model must see it scaled down.
/// Steps are taken in single precision and in the order in which diffusers takes them: sigma may be thousands, and what is left of two such numbers shows the difference.</summary>
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
        // what the model said of the sample as it saw it, scaled; the noise itself needs no scaling back
        var alpha = Alpha(sigma);
        var clean = kind == Prediction.Epsilon ? new Weights(1, -sigma) : kind.Clean(alpha, sigma * alpha) is var seen ? seen with { Sample = seen.Sample * alpha } : default;
        clean.Apply(sample, prediction, Expected);
        limit.Apply(Expected);
    }

    /// <summary>Where the noise lies: from the expected clean sample to this one, for one unit of sigma.</summary>
    protected void Direct(float sigma, ReadOnlySpan<float> sample, Span<float> direction)
    {
        TensorPrimitives.Subtract(sample, Clean, direction);
        TensorPrimitives.Divide(direction, sigma, direction);
    }

    // what scales signal and noise to a variance of 1 together
    private static double Alpha(double sigma) => 1 / Math.Sqrt(sigma * sigma + 1);
}
