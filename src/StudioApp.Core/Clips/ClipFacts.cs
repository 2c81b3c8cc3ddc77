namespace StudioApp.Core.Clips;

/// <summary>What the written files were measured to be.</summary>
/// <param name="Width">Pixels, even.</param>
/// <param name="Height">Pixels, even.</param>
/// <param name="Bytes">Size of the video file.</param>
/// <param name="Sprite">How the hover sheet is laid out.</param>
/// <param name="Device">What made it, as the Models page names it: <c>CPU</c>, <c>CUDA 0</c>, or the remote service.</param>
/// <param name="MakingTime">From the start of the attempt to the finished file.</param>
public sealed record ClipFacts(
    int Width,
    int Height,
    double FramesPerSecond,
    int FrameCount,
    TimeSpan Duration,
    long Bytes,
    SpriteSheet Sprite,
    string Device,
    TimeSpan MakingTime);

/// <summary>A grid of small frames in one JPEG, row by row, evenly spread over the clip.</summary>
public sealed record SpriteSheet(int Columns, int Rows, int TileWidth, int TileHeight)
{
    public int Count => Columns * Rows;
}
