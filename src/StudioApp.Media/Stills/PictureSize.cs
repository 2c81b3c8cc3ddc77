namespace StudioApp.Media.Stills;

/// <param name="Width">Pixels, at least 1.</param>
/// <param name="Height">Pixels, at least 1.</param>
internal readonly record struct PictureSize(int Width, int Height)
{
    public PictureSize Turned => new(Height, Width);

    /// <summary>In its own shape, made smaller where a side is longer than that.</summary>
    public static PictureSize Fit(int width, int height, int maxSide)
    {
        var scale = Math.Min(1.0, (double)maxSide / Math.Max(width, height));
        return new PictureSize(Side(width), Side(height));

        int Side(int side) => Math.Max(1, (int)Math.Round(side * scale));
    }
}
