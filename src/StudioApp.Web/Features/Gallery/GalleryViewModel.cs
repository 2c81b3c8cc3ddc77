using StudioApp.Core.Clips;
using StudioApp.Web.Shared.People;

namespace StudioApp.Web.Features.Gallery;

/// <summary>A filtered list of clips of which the page sees a window, kept up with what happens to them anywhere.</summary>
public sealed class GalleryViewModel(IClipStore clips, ClipActions actions, ICurrentPerson person)
{
    /// <summary>How many clips the first paint shows, before the width is known.</summary>
    public const int FirstPaint = 24;

    private readonly ClipList _list = new();
    private int _asked;

    public GalleryFilter Filter { get; private set; } = GalleryFilter.Everything;

    /// <summary>How many clips match; null until that has been read.</summary>
    public int? Total => _list.Total;

    /// <summary>Clips that came while the person was looking further down; they are not in the list yet.</summary>
    public int Arrived { get; private set; }

    /// <summary>The clip at a place of the list, 0 being the newest; null when it has not been read.</summary>
    public Clip? At(int place) => _list.At(place);

    /// <summary>Reads the start of the list. What another call asks for in the meantime wins.</summary>
    public async Task LoadAsync(GalleryFilter filter, CancellationToken ct)
    {
        var mine = ++_asked;
        var window = await clips.WindowAsync(filter.For(person.Id), 0, FirstPaint, ct);
        if (mine != _asked)
            return;

        if (filter == Filter)
            _list.Expire();
        else
            _list.Clear();
        Filter = filter;
        Arrived = 0;
        _list.Keep(0, window);
    }

    /// <summary>Reads those of some places that are not known.</summary>
    public async Task EnsureAsync(int first, int count, CancellationToken ct)
    {
        count = Math.Min(count, (Total ?? int.MaxValue) - first);
        if (count <= 0 || _list.IsRead(first, count))
            return;

        var asked = _asked;
        var window = await clips.WindowAsync(Filter.For(person.Id), first, count, ct);
        if (asked == _asked)
            _list.Keep(first, window);
    }

    /// <summary>The heart shows at once, and goes back when the clip is gone.</summary>
    public async Task ToggleFavouriteAsync(Clip clip, CancellationToken ct)
    {
        var wanted = clip with { Favourite = !clip.Favourite };
        _list.Replace(wanted);
        if (await actions.SetFavouriteAsync(clip.Id, wanted.Favourite, ct) is null)
            _list.Remove(clip.Id);
    }

    public async Task DeleteAsync(Clip clip, CancellationToken ct)
    {
        _list.Remove(clip.Id);
        await actions.DeleteAsync(clip.Id, ct);
    }

    public Task RestoreAsync(Clip clip, CancellationToken ct) => actions.RestoreAsync(clip.Id, ct);

    /// <summary>Takes what happened to clips, here or in another tab.</summary>
    /// <param name="atTop">The person sees the newest clips, so that a new one may push the others on.</param>
    public async Task<GalleryChange> ApplyAsync(IEnumerable<ClipNews> news, bool atTop, CancellationToken ct)
    {
        var (change, arrived) = (GalleryChange.None, false);
        foreach (var clip in news.Select(n => n.Clip).Where(c => c.Owner == person.Id))
        {
            if (!_list.Contains(clip.Id))
            {
                arrived |= clip.DeletedAt is null;
            }
            else if (clip.DeletedAt is not null)
            {
                _list.Remove(clip.Id);
                change = GalleryChange.Moved;
            }
            else if (_list.Replace(clip) && change == GalleryChange.None)
            {
                change = GalleryChange.Redrawn;
            }
        }

        return arrived ? await ReceiveAsync(atTop, change, ct) : change;
    }

    private async Task<GalleryChange> ReceiveAsync(bool atTop, GalleryChange change, CancellationToken ct)
    {
        if (atTop)
        {
            await LoadAsync(Filter, ct);
            return GalleryChange.Moved;
        }

        // the count tells how many of them the filter lets through
        var now = await clips.WindowAsync(Filter.For(person.Id), 0, 0, ct);
        var arrived = Math.Max(0, now.Total - (Total ?? now.Total));
        if (arrived == Arrived)
            return change;

        Arrived = arrived;
        return change == GalleryChange.None ? GalleryChange.Redrawn : change;
    }
}

public enum GalleryChange
{
    None,

    /// <summary>Clips look different where they are.</summary>
    Redrawn,

    /// <summary>Clips have other places now.</summary>
    Moved,
}
