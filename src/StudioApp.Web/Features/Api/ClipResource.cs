using StudioApp.Core.Clips;

namespace StudioApp.Web.Features.Api;

/// <summary>A finished clip: its settings, what was measured of it, and where its files are.</summary>
public sealed class ClipResource
{
    public required string Id { get; init; }

    public required string GenerationId { get; init; }

    public required string Prompt { get; init; }

    public required string NegativePrompt { get; init; }

    public required string Model { get; init; }

    public required int Seconds { get; init; }

    public required long Seed { get; init; }

    public required int Steps { get; init; }

    public required double Guidance { get; init; }

    public required string Aspect { get; init; }

    /// <summary>The picture that it started from, at /api/v1/pictures/{id}; null when it started from words alone.</summary>
    public string? StartPicture { get; init; }

    /// <summary>How far it went from the picture; null without one, and for models that do not ask.</summary>
    public double? Strength { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required double FramesPerSecond { get; init; }

    public required int FrameCount { get; init; }

    public required double DurationSeconds { get; init; }

    public required long Bytes { get; init; }

    public required bool Favourite { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was moved to the trash; null when it was not.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    public required string VideoUrl { get; init; }

    public required string PosterUrl { get; init; }

    public required string SpriteUrl { get; init; }

    internal static ClipResource Of(Clip clip) => new()
    {
        Id = clip.Id.ToString(),
        GenerationId = clip.Generation.ToString(),
        Prompt = clip.Settings.Prompt,
        NegativePrompt = clip.Settings.NegativePrompt,
        Model = clip.Settings.Model,
        Seconds = clip.Settings.Seconds,
        Seed = clip.Settings.Seed,
        Steps = clip.Settings.Steps,
        Guidance = clip.Settings.Guidance,
        Aspect = clip.Settings.Aspect.ToString(),
        StartPicture = clip.Settings.StartPicture?.Value,
        Strength = clip.Settings.Strength,
        Width = clip.Facts.Width,
        Height = clip.Facts.Height,
        FramesPerSecond = clip.Facts.FramesPerSecond,
        FrameCount = clip.Facts.FrameCount,
        DurationSeconds = clip.Facts.Duration.TotalSeconds,
        Bytes = clip.Facts.Bytes,
        Favourite = clip.Favourite,
        CreatedAt = clip.CreatedAt,
        DeletedAt = clip.DeletedAt,
        VideoUrl = $"/api/v1/clips/{clip.Id}/video",
        PosterUrl = $"/api/v1/clips/{clip.Id}/poster",
        SpriteUrl = $"/api/v1/clips/{clip.Id}/sprite",
    };
}
