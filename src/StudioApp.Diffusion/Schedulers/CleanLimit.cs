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

    /// <summary>For methods that know both: thresholding goes before clipping, as in diffusers.</summary>
    /// <param name="clips">Whether it clips where the configuration does not say.</param>
    public static CleanLimit Read(SchedulerOptions options, bool clips)
    {
        // both are read whichever holds: an option that is wrong is told even where it is not used
        var (threshold, clipping) = (ReadThreshold(options), ReadClipping(options, clips));
        return threshold ?? clipping;
    }

    /// <summary>For methods that only threshold.</summary>
    public static CleanLimit ReadThresholding(SchedulerOptions options) => ReadThreshold(options) ?? None;

    /// <summary>For methods that only clip.</summary>
    public static CleanLimit ReadClipping(SchedulerOptions options, bool clips)
    {
        var range = options.Number("clip_sample_range", 1, 0, double.MaxValue);
        return options.Flag("clip_sample", clips) ? new CleanLimit(range, null) : None;
    }

    private static CleanLimit? ReadThreshold(SchedulerOptions options)
    {
        var ratio = options.Number("dynamic_thresholding_ratio", 0.995, 0, 1);
        var most = options.Number("sample_max_value", 1, 0, double.MaxValue);
        return options.Flag("thresholding", false) ? new CleanLimit(most, ratio) : null;
    }

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
