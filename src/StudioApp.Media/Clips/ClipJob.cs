namespace StudioApp.Media.Clips;

/// <summary>One clip to be written: what the frames are, where the files go, and what the video says of itself.</summary>
/// <param name="Width">Pixels, even: yuv420p halves them.</param>
/// <param name="Height">Pixels, even.</param>
/// <param name="FrameCount">How many frames will come; decides the poster's moment and the sprite's spacing.</param>
public sealed record ClipJob(
    int Width,
    int Height,
    double FramesPerSecond,
    int FrameCount,
    string VideoPath,
    string PosterPath,
    string SpritePath,
    ClipTags Tags);

/// <summary>What is embedded in the file, so that it can be told apart and made again elsewhere.</summary>
/// <param name="Title">The prompt.</param>
/// <param name="SettingsJson">All settings as JSON; kept byte for byte.</param>
public sealed record ClipTags(string Title, string SettingsJson);

/// <summary>What the written video was measured to be, by ffprobe.</summary>
public sealed record WrittenClip(
    int Width,
    int Height,
    double FramesPerSecond,
    int FrameCount,
    TimeSpan Duration,
    long Bytes,
    int SpriteColumns,
    int SpriteRows,
    int SpriteTileWidth,
    int SpriteTileHeight);
