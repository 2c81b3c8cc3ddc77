using StudioApp.Core.Clips;

namespace StudioApp.Web.Features.Gallery;

/// <summary>
/// What has been read of a long list, by place; 0 is the newest. When places move, what was read stays to be looked at until
/// the new reading is there, so that nothing blinks.
/// </summary>
internal sealed class ClipList
{
    private readonly Dictionary<int, Clip> _byPlace = [];
    private readonly HashSet<int> _fresh = [];

    /// <summary>How long the list is; null until that is known.</summary>
    public int? Total { get; private set; }

    /// <summary>Goes up whenever an answer that was asked for before may tell of a list that is no more.</summary>
    public int Version { get; private set; }

    public Clip? At(int place) => _byPlace.GetValueOrDefault(place);

    public bool Contains(ClipId id) => _byPlace.Values.Any(c => c.Id == id);

    public bool IsRead(int first, int count) => Enumerable.Range(first, count).All(_fresh.Contains);

    public void Keep(int first, ClipWindow window)
    {
        Resize(window.Total);
        for (var i = 0; i < window.Clips.Count; i++)
        {
            _byPlace[first + i] = window.Clips[i];
            _fresh.Add(first + i);
        }
    }

    public void Resize(int total)
    {
        Total = total;
        foreach (var place in _byPlace.Keys.Where(p => p >= total).ToList())
            _byPlace.Remove(place);
    }

    /// <summary>Forgets everything, because another list begins.</summary>
    public void Clear()
    {
        _byPlace.Clear();
        Expire();
    }

    /// <summary>Everything is to be read again.</summary>
    public void Expire()
    {
        _fresh.Clear();
        Version++;
    }

    /// <returns>Whether anything looks different now.</returns>
    public bool Replace(Clip clip)
    {
        var places = _byPlace.Where(p => p.Value.Id == clip.Id && p.Value != clip).Select(p => p.Key).ToList();
        foreach (var place in places)
            _byPlace[place] = clip;
        if (places.Count == 0)
            return false;

        Version++;
        return true;
    }

    /// <summary>Takes a clip out and moves the older ones up.</summary>
    public void Remove(ClipId id)
    {
        Version++; // what is being read may still have it, in a place that nobody has read yet
        if (_byPlace.Where(p => p.Value.Id == id).Select(p => (int?)p.Key).Min() is not { } gone)
            return;

        Total--;
        var after = _byPlace.Where(p => p.Key > gone).OrderBy(p => p.Key).Select(p => (p.Key, p.Value, Fresh: _fresh.Contains(p.Key))).ToList();
        foreach (var place in _byPlace.Keys.Where(p => p >= gone).ToList())
        {
            _byPlace.Remove(place);
            _fresh.Remove(place);
        }

        foreach (var (place, clip, fresh) in after)
        {
            _byPlace[place - 1] = clip;
            if (fresh)
                _fresh.Add(place - 1);
        }
    }
}
