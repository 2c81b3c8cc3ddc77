using StudioApp.Core.Generations;

namespace StudioApp.Engine.Feeds;

/// <summary>The waiting line at one moment; never changed, so that any thread may read it.</summary>
internal sealed class QueuePlaces : IEquatable<QueuePlaces>
{
    private readonly IReadOnlyList<GenerationId> _order;
    private readonly Dictionary<GenerationId, int> _places;

    public QueuePlaces(IEnumerable<GenerationId> order)
    {
        _order = [.. order];
        _places = _order.Select((id, index) => (id, index)).ToDictionary(p => p.id, p => p.index + 1);
    }

    public int? Of(GenerationId id) => _places.TryGetValue(id, out var place) ? place : null;

    public QueuePlaces Without(GenerationId id) => _places.ContainsKey(id) ? new QueuePlaces(_order.Where(o => o != id)) : this;

    public bool Equals(QueuePlaces? other) => other is not null && _order.SequenceEqual(other._order);

    public override bool Equals(object? obj) => Equals(obj as QueuePlaces);

    public override int GetHashCode() => _order.Count;
}
