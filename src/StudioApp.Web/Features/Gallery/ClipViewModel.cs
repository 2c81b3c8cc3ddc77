using StudioApp.Core.Clips;
using StudioApp.Web.Shared.Clips;
using StudioApp.Web.Shared.People;

namespace StudioApp.Web.Features.Gallery;

/// <summary>One clip on its own page, with its neighbours in the list that the person came from.</summary>
public sealed class ClipViewModel(IClipStore clips, ClipActions actions, ICurrentPerson person)
{
    public bool Loaded { get; private set; }

    /// <summary>Null when there is none of that name.</summary>
    public Clip? Clip { get; private set; }

    public ClipNeighbours Neighbours { get; private set; } = new(null, null);

    public GalleryFilter Filter { get; private set; } = GalleryFilter.Everything;

    public async Task LoadAsync(string id, GalleryFilter filter, CancellationToken ct)
    {
        Filter = filter;
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
