using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.People;

namespace StudioApp.Data.Rows;

/// <summary>A <see cref="Clip"/> as it is stored.</summary>
internal sealed class ClipRow
{
    public required Guid Id { get; init; }

    public required string Owner { get; init; }

    public required Guid GenerationId { get; init; }

    public required GenerationSettings Settings { get; init; }

    /// <summary>The prompt as <see cref="SearchText"/> folds it, so that finding ignores case in every script.</summary>
    public required string SearchText { get; init; }

    public required string MediaKey { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public bool Favourite { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public int Width { get; init; }

    public int Height { get; init; }

    public double FramesPerSecond { get; init; }

    public int FrameCount { get; init; }

    public TimeSpan Duration { get; init; }

    public long Bytes { get; init; }

    public int SpriteColumns { get; init; }

    public int SpriteRows { get; init; }

    public int SpriteTileWidth { get; init; }

    public int SpriteTileHeight { get; init; }

    public required string Device { get; init; }

    public TimeSpan MakingTime { get; init; }

    public static ClipRow From(Clip clip) => new()
    {
        Id = clip.Id.Value,
        Owner = clip.Owner.Value,
        GenerationId = clip.Generation.Value,
        Settings = clip.Settings,
        SearchText = Stores.SearchText.Fold(clip.Settings.Prompt),
        MediaKey = clip.MediaKey,
        CreatedAt = clip.CreatedAt,
        Favourite = clip.Favourite,
        DeletedAt = clip.DeletedAt,
        Width = clip.Facts.Width,
        Height = clip.Facts.Height,
        FramesPerSecond = clip.Facts.FramesPerSecond,
        FrameCount = clip.Facts.FrameCount,
        Duration = clip.Facts.Duration,
        Bytes = clip.Facts.Bytes,
        SpriteColumns = clip.Facts.Sprite.Columns,
        SpriteRows = clip.Facts.Sprite.Rows,
        SpriteTileWidth = clip.Facts.Sprite.TileWidth,
        SpriteTileHeight = clip.Facts.Sprite.TileHeight,
        Device = clip.Facts.Device,
        MakingTime = clip.Facts.MakingTime,
    };

    public Clip ToClip() => new()
    {
        Id = new ClipId(Id),
        Owner = new PersonId(Owner),
        Generation = new GenerationId(GenerationId),
        Settings = Settings,
        MediaKey = MediaKey,
        CreatedAt = CreatedAt,
        Favourite = Favourite,
        DeletedAt = DeletedAt,
        Facts = new ClipFacts(
            Width, Height, FramesPerSecond, FrameCount, Duration, Bytes,
            new SpriteSheet(SpriteColumns, SpriteRows, SpriteTileWidth, SpriteTileHeight),
            Device, MakingTime),
    };
}
