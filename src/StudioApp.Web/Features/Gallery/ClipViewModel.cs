using StudioApp.Core.Clips;
using StudioApp.Core.Media;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Pictures;
using StudioApp.Web.Shared.Clips;
using StudioApp.Web.Shared.People;

namespace StudioApp.Web.Features.Gallery;

/// <summary>One clip on its own page, with its neighbours in the list that the person came from.</summary>
public sealed class ClipViewModel(IClipStore clips, IMediaStore media, IPictureIntake pictures, ClipActions actions, ICurrentPerson person)
{
    public bool Loaded { get; private set; }

    /// <summary>Null when there is none of that name.</summary>
    public Clip? Clip { get; private set; }

    public ClipNeighbours Neighbours { get; private set; } = new(null, null);

    public GalleryFilter Filter { get; private set; } = GalleryFilter.Everything;

    /// <summary>Why the last thing that was asked for did not happen; null when it did.</summary>
    public StudioError? Problem { get; private set; }

    /// <summary>A frame is on its way out of the clip.</summary>
    public bool TakingFrame { get; private set; }

    public async Task LoadAsync(string id, GalleryFilter filter, CancellationToken ct)
    {
        (Filter, Problem) = (filter, null);
        Clip = ClipId.TryParse(id, null, out var clipId) ? await clips.FindAsync(clipId, person.Id, ct) : null;
        Neighbours = Clip is null ? new(null, null) : await clips.NeighboursAsync(Clip, filter.For(person.Id), ct);
        Loaded = true;
    }

    public async Task ToggleFavouriteAsync(CancellationToken ct)
    {
        if (Clip is null)
            return;

        var before = Clip;
        Clip = before with { Favourite = !before.Favourite };
        Clip = await actions.SetFavouriteAsync(before.Id, Clip.Favourite, ct);
    }

    public async Task DeleteAsync(CancellationToken ct)
    {
        if (Clip is not null)
            Clip = await actions.DeleteAsync(Clip.Id, ct);
    }

    /// <summary>Makes a start picture of what the player shows.</summary>
    /// <param name="shown">The player's time.</param>
    /// <returns>Null when that did not happen, and <see cref="Problem"/> says why.</returns>
    public async Task<Picture?> TakeFrameAsync(TimeSpan shown, CancellationToken ct)
    {
        if (Clip is null || TakingFrame)
            return null;

        TakingFrame = true;
        try
        {
            var taken = media.Locate(Clip, MediaDraft.VideoName) is { } video
                ? await pictures.TakeFrameAsync(video, Clip.Facts, shown, ct)
                : ClipErrors.FileGone("video");
            Problem = taken.Error;
            return taken.Value;
        }
        finally
        {
            TakingFrame = false;
        }
    }

    public async Task RestoreAsync(CancellationToken ct)
    {
        if (Clip is not null)
            Clip = await actions.RestoreAsync(Clip.Id, ct);
    }

    /// <returns>Whether the page looks different now.</returns>
    public async Task<bool> ApplyAsync(IEnumerable<ClipNews> news, CancellationToken ct)
    {
        if (Clip is null)
            return false;

        var moved = false;
        foreach (var changed in news.Select(n => n.Clip).Where(c => c.Owner == person.Id))
        {
            if (changed.Id == Clip.Id)
                Clip = changed;
            else
                moved = true;
        }

        if (moved)
            Neighbours = await clips.NeighboursAsync(Clip, Filter.For(person.Id), ct);
        return true;
    }
}
