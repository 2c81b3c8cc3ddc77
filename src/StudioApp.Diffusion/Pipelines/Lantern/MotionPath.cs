using System.Numerics.Tensors;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>Motion rows spread evenly over a clip, with straight lines between them.</summary>
internal static class MotionPath
{
    /// <param name="rows">[n, <see cref="MotionRow.Size"/>], n at least 1.</param>
    /// <param name="moment">0, the clip's first frame, to 1, its last.</param>
    public static void Sample(ReadOnlySpan<float> rows, double moment, Span<float> row)
    {
        var last = rows.Length / MotionRow.Size - 1;
        var place = moment * last;
        var before = Math.Min((int)place, last);
        var after = Math.Min(before + 1, last);
        var from = rows.Slice(before * MotionRow.Size, MotionRow.Size);
        var to = rows.Slice(after * MotionRow.Size, MotionRow.Size);
        TensorPrimitives.Lerp(from, to, (float)(place - before), row);
    }

    /// <summary>The moment of frame <paramref name="index"/> of <paramref name="count"/>.</summary>
    public static double Moment(int index, int count) => count == 1 ? 0 : (double)index / (count - 1);
}
