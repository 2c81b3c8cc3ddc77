namespace StudioApp.Diffusion.Pipelines.AnimateDiff;

/// <summary>
/// Which frames a motion model looks at together when a clip is longer than it was trained on: windows that overlap, so that what it says of
/// one goes over into the next.
/// </summary>
/// <param name="Length">Frames of a window.</param>
/// <param name="Starts">First frame of each, ascending; the last window ends with the clip.</param>
internal sealed record ContextWindows(int Length, IReadOnlyList<int> Starts)
{
    /// <param name="frames">Of the clip, at least <paramref name="length"/>.</param>
    public static ContextWindows Over(int frames, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, length);
        var stride = Math.Max(1, length - length / 4);
        var starts = Enumerable.Range(0, (frames - length + stride - 1) / stride + 1).Select(i => Math.Min(i * stride, frames - length));
        return new ContextWindows(length, [.. starts]);
    }

    /// <summary>How much a window's word counts for its frame: less towards its ends, where the model sees one side only.</summary>
    /// <param name="at">0 to <see cref="Length"/> - 1.</param>
    public float Weight(int at) => Math.Min(at + 1, Length - at);
}
