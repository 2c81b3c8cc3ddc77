using System.Numerics.Tensors;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>
/// What is done to a clean sample that leaves the range the model was trained on: nothing, cutting off (<c>clip_sample</c>), or dynamic
/// thresholding (<c>thresholding</c>): Saharia et al., "Photorealistic text-to-image diffusion models with deep language understanding", 2022, section 2.3.
/// </summary>
internal sealed class CleanLimit
{
    private readonly double _range;
    private readonly double? _ratio;

    private CleanLimit(double range, double? ratio) => (_range, _ratio) = (range, ratio);

    /// <summary>Leaves every sample as it is.</summary>
    public static CleanLimit None { get; } = new(double.PositiveInfinity, null);

    /// <summary>Thresholding goes before clipping, as in diffusers.</summary>
    /// <param name="clips">Whether this method clips at all, and by default.</param>
    public static CleanLimit Read(SchedulerOptions options, bool? clips)
    {
        var thresholds = options.Flag("thresholding", false);
        var ratio = options.Number("dynamic_thresholding_ratio", 0.995, 0, 1);
        var most = options.Number("sample_max_value", 1, 0, double.MaxValue);
        var clip = clips is { } byDefault && options.Flag("clip_sample", byDefault);
        var range = clips is null ? 1 : options.Number("clip_sample_range", 1, 0, double.MaxValue);
        return thresholds ? new CleanLimit(most, ratio) : clip ? new CleanLimit(range, null) : None;
    }

    public static CleanLimit ReadClipping(SchedulerOptions options) =>
        options.Flag("clip_sample", false) is var clip && options.Number("clip_sample_range", 1, 0, double.MaxValue) is var range && clip
            ? new CleanLimit(range, null)
            : None;

    public void Apply(Span<float> clean)
    {
        if (_ratio is { } ratio)
            Threshold(clean, ratio);
        else if (double.IsFinite(_range))
            TensorPrimitives.Clamp(clean, (float)-_range, (float)_range, clean);
    }

    private void Threshold(Span<float> clean, double ratio)
    {
        var sizes = new float[clean.Length];
        TensorPrimitives.Abs(clean, sizes);
        Array.Sort(sizes);
        var limit = Math.Min(Math.Max(1, Quantile(sizes, ratio)), _range);
        TensorPrimitives.Clamp(clean, (float)-limit, (float)limit, clean);
        Blend.Scale(clean, 1 / limit);
    }

    private static double Quantile(float[] sorted, double ratio)
    {
        var at = ratio * (sorted.Length - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
