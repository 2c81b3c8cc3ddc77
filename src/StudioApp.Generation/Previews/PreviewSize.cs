namespace StudioApp.Engine.Previews;

/// <summary>How much of the clip one burst shows.</summary>
/// <param name="Side">The longer side in pixels.</param>
/// <param name="Frames">Frames of motion.</param>
internal readonly record struct PreviewSize(int Side, int Frames)
{
    public long Pixels => (long)Side * Side * Frames;

    /// <summary>
    /// The sizes to choose from, the cheapest first. Noise looks no better for being large, so the first ones are small and
    /// have fewer frames; even those move, as a single still would look like a hang.
    /// </summary>
    public static IReadOnlyList<PreviewSize> Ladder(int largestSide, int mostFrames) =>
    [
        new(largestSide * 3 / 8, Math.Max(2, mostFrames * 2 / 3)),
        new(largestSide / 2, mostFrames),
        new(largestSide * 3 / 4, mostFrames),
        new(largestSide, mostFrames),
    ];
}
