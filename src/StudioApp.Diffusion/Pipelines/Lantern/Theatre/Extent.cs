using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StudioApp.Diffusion.Pipelines.Lantern.Theatre;

/// <summary>A run of columns; empty when <paramref name="End"/> is not past <paramref name="Start"/>.</summary>
internal readonly record struct Extent(int Start, int End)
{
    /// <summary>From the first to the last pixel of a line that covers anything.</summary>
    public static Extent Seen(ReadOnlySpan<Vector128<float>> line)
    {
        var values = MemoryMarshal.Cast<Vector128<float>, float>(line);
        var first = values.IndexOfAnyExcept(0f);
        return first < 0 ? default : new Extent(first / 4, values.LastIndexOfAnyExcept(0f) / 4 + 1);
    }

    public Extent Union(Extent other) =>
        End <= Start ? other : other.End <= other.Start ? this : new Extent(Math.Min(Start, other.Start), Math.Max(End, other.End));

    /// <summary>The columns x of this run where low &lt; from + x * step &lt; high.</summary>
    public Extent Where(float from, float step, float low, float high)
    {
        if (step == 0)
            return from > low && from < high ? this : default;
        var (a, b) = ((low - from) / step, (high - from) / step);
        var (least, most) = step > 0 ? (a, b) : (b, a);
        return new Extent(Math.Max(Start, Floor(least) + 1), Math.Min(End, Floor(-most) is var past ? -past : End));
    }

    // far outside of any line is as good as further
    private static int Floor(float value) => (int)Math.Floor(Math.Clamp(value, -1e6f, 1e6f));
}
