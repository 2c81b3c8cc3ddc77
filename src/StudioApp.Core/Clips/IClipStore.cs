using StudioApp.Core.Paging;
using StudioApp.Core.People;

namespace StudioApp.Core.Clips;

public interface IClipStore
{
    /// <summary>The clip, in the trash or not; null when that person has none of that id.</summary>
    Task<Clip?> FindAsync(ClipId id, PersonId owner, CancellationToken ct);

    /// <summary>Newest first, by cursor: for programs.</summary>
    Task<Page<Clip>> ListAsync(ClipQuery query, CancellationToken ct);

    /// <summary>Newest first, by place: for a list that scrolls to anywhere. Ignores the query's cursor and limit.</summary>
    Task<ClipWindow> WindowAsync(ClipQuery query, int skip, int take, CancellationToken ct);

    /// <summary>What lies on both sides of a clip in a list, whether the clip itself is in it or not. Ignores the query's cursor and limit.</summary>
    Task<ClipNeighbours> NeighboursAsync(Clip clip, ClipQuery query, CancellationToken ct);

    /// <returns>The clip afterwards, or null when that person has none of that id.</returns>
    Task<Clip?> SetFavouriteAsync(ClipId id, PersonId owner, bool favourite, CancellationToken ct);

    /// <summary>Moves it to the trash, or back.</summary>
    /// <returns>The clip afterwards, or null when that person has none of that id.</returns>
    Task<Clip?> SetDeletedAsync(ClipId id, PersonId owner, bool deleted, CancellationToken ct);

    /// <summary>The media keys of every clip, in the trash or not.</summary>
    Task<IReadOnlySet<string>> ListMediaKeysAsync(CancellationToken ct);

    /// <summary>Clips that have been in the trash since before <paramref name="before"/>, removed from the database for good.</summary>
    Task<IReadOnlyList<Clip>> PurgeAsync(DateTimeOffset before, CancellationToken ct);
}

/// <summary>Some of a long list, and how long the list is.</summary>
public sealed record ClipWindow(IReadOnlyList<Clip> Clips, int Total);

/// <summary>The clips next to one; null at an end of the list.</summary>
public sealed record ClipNeighbours(ClipId? Newer, ClipId? Older);
