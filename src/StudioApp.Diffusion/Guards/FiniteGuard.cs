using System.Numerics;
using System.Runtime.InteropServices;

namespace StudioApp.Diffusion.Guards;

/// <summary>Finds NaN and infinity where they first appear, before they spread into every pixel.</summary>
internal static class FiniteGuard
{
    /// <exception cref="DiffusionException"><see cref="DiffusionFault.NotFinite"/>: names the place, and the step when there is one.</exception>
    public static void Check(ReadOnlySpan<float> values, string where, int? step = null)
    {
        if (!IsFinite(values))
            throw Found(where, step);
    }

    public static DiffusionException Found(string where, int? step) =>
        new(DiffusionFault.NotFinite, $"The model gave numbers that are no picture: NaN or infinity in {where}{(step is null ? "" : $" after step {step}")}. Try another seed or a lower guidance; if it stays, the model's files are damaged.")
        {
            Where = where,
            Step = step,
        };

    // x * 0 is 0 for every number and NaN for what is none, so one sum tells
    public static bool IsFinite(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var sums = Vector<float>.Zero;
        foreach (var vector in vectors)
            sums += vector * Vector<float>.Zero;

        var sum = Vector.Sum(sums);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            sum += value * 0;
        return sum == 0;
    }
}
