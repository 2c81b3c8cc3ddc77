using System.Numerics.Tensors;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>Weighted sums of latents, which is all that a step does once its weights are known.</summary>
internal static class Blend
{
    /// <summary>target = a x + b y. The target may be x.</summary>
    public static void Set(Span<float> target, double a, ReadOnlySpan<float> x, double b, ReadOnlySpan<float> y)
    {
        TensorPrimitives.Multiply(x, (float)a, target);
        Add(target, b, y);
    }

    /// <summary>target += a x</summary>
    public static void Add(Span<float> target, double a, ReadOnlySpan<float> x) =>
        TensorPrimitives.MultiplyAdd(x, (float)a, target, target);

    /// <summary>target *= a</summary>
    public static void Scale(Span<float> target, double a) => TensorPrimitives.Multiply(target, (float)a, target);
}
