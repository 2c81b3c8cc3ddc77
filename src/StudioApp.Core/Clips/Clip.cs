using StudioApp.Core.Generations;
using StudioApp.Core.People;

namespace StudioApp.Core.Clips;

/// <summary>A finished video in the gallery.</summary>
public sealed record Clip
{
    public required ClipId Id { get; init; }

    public required PersonId Owner { get; init; }

    /// <summary>The generation that made it.</summary>
    public required GenerationId Generation { get; init; }

    public required GenerationSettings Settings { get; init; }

    public required ClipFacts Facts { get; init; }

    /// <summary>The media folder, see <see cref="Media.MediaDraft.Key"/>.</summary>
    public required string MediaKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool Favourite { get; init; }

    /// <summary>In the trash since; null when it is not. Files go later, so that delete can be undone.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}
