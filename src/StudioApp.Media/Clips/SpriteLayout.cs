namespace StudioApp.Media.Clips;

/// <summary>
/// Which frames the hover sheet shows and how they are laid out, row by row. Every tile is filled: a clip of fewer than
/// 25 frames gets a smaller grid.
/// </summary>
internal sealed record SpriteLayout(int Columns, int Rows, int TileWidth, int TileHeight, IReadOnlyList<int> Frames)
{
    private const int MaxSide = 5;
    private const int TileLongSide = 160;

    public static SpriteLayout For(ClipJob job)
    {
        var tiles = Math.Min(job.FrameCount, MaxSide * MaxSide);
        var columns = (int)Math.Ceiling(Math.Sqrt(tiles));
        var rows = tiles / columns;
        var count = columns * rows;

        // the middle of each of so many equal parts of the clip
        var frames = Enumerable.Range(0, count).Select(i => (int)(((2L * i) + 1) * job.FrameCount / (2L * count))).ToArray();
        var scale = Math.Min(1.0, (double)TileLongSide / Math.Max(job.Width, job.Height));
        return new SpriteLayout(columns, rows, Even(job.Width * scale), Even(job.Height * scale), frames);
    }

    private static int Even(double side) => Math.Max(2, 2 * (int)Math.Round(side / 2));
}
