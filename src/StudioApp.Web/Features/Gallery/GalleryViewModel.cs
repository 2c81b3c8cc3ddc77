using StudioApp.Core.Clips;
using StudioApp.Web.Shared.Clips;
using StudioApp.Web.Shared.People;

namespace StudioApp.Web.Features.Gallery;

/// <summary>A filtered list of clips of which the page sees a window, kept up with what happens to them anywhere.</summary>
public sealed class GalleryViewModel(IClipStore clips, ClipActions actions, ICurrentPerson person)
{
    /// <summary>How many clips the first paint shows, before the width is known.</summary>
    public const int FirstPaint = 24;

    private readonly ClipList _list = new();
    private GalleryFilter? _shown;
    private Clip? _newest;
    private int _asked;

    /// <summary>What the person wants to see; the list follows once it has been read.</summary>
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
        Filter = filter;
        var mine = ++_asked;
        if (await ReadAsync(0, FirstPaint, () => mine == _asked, ct) is not { } window)
            return;

        if (filter == _shown)
            _list.Expire();
        else
            _list.Clear();
        (_shown, _newest, Arrived) = (filter, window.Clips.FirstOrDefault(), 0);
        _list.Keep(0, window);
    }

    /// <summary>Reads those of some places that are not known.</summary>
    public async Task EnsureAsync(int first, int count, CancellationToken ct)
    {
        count = Math.Min(count, (Total ?? int.MaxValue) - first);
        if (Filter != _shown || count <= 0 || _list.IsRead(first, count))
            return;

        // those that have arrived stand before the list
        var (asked, arrived) = (_asked, Arrived);
        if (await ReadAsync(first + arrived, count, () => asked == _asked && arrived == Arrived, ct) is { } window)
            _list.Keep(first, window with { Total = window.Total - arrived });
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
        _list.Remove(clip.Id); // a reading that was quicker than the deletion has brought it back
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

    // Clips have come, or come back. New ones go before the list; old ones, such as a deleted one that was taken back, go where they were.
    private async Task<GalleryChange> ReceiveAsync(bool atTop, GalleryChange change, CancellationToken ct)
    {
        if (atTop || Filter != _shown || _newest is not { } newest)
        {
            await LoadAsync(Filter, ct);
            return GalleryChange.Moved;
        }

        var asked = _asked;
        if (await ReadAsync(0, FirstPaint, () => asked == _asked, ct) is not { } now)
            return change;

        var arrived = now.Clips.TakeWhile(c => IsNewer(c, newest)).Count();
        if (arrived == FirstPaint)
            arrived = Math.Max(arrived, now.Total - (Total ?? 0)); // more than were read
        var total = now.Total - arrived;
        if (arrived == Arrived && total == Total)
            return change;

        var moved = total != Total;
        Arrived = arrived;
        _list.Expire();
        _list.Resize(total);
        return moved ? GalleryChange.Moved : change == GalleryChange.None ? GalleryChange.Redrawn : change;
    }

    /// <summary>Reads until nothing has changed in the meantime: a stale answer never overwrites what has happened since.</summary>
    /// <returns>Null when nobody wants the answer any more.</returns>
    private async Task<ClipWindow?> ReadAsync(int skip, int take, Func<bool> wanted, CancellationToken ct)
    {
        while (true)
        {
            var version = _list.Version;
            var window = await clips.WindowAsync(Filter.For(person.Id), skip, take, ct);
            if (!wanted())
                return null;
            if (version == _list.Version)
                return window;
        }
    }

    // the order of the list
    private static bool IsNewer(Clip clip, Clip than) => (clip.CreatedAt, clip.Id.Value).CompareTo((than.CreatedAt, than.Id.Value)) > 0;
}

public enum GalleryChange
{
    None,

    /// <summary>Clips look different where they are.</summary>
    Redrawn,

    /// <summary>Clips have other places now.</summary>
    Moved,
}
