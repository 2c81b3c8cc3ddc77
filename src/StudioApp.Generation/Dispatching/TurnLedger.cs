using StudioApp.Core.Generations;
using StudioApp.Core.People;

namespace StudioApp.Engine.Dispatching;

/// <summary>
/// Counts the turns that people have had, for <see cref="QueueOrder"/>. Somebody who comes new starts level with whoever waits
/// with the fewest turns: they take turns from now on, and are not owed for the time they were away.
/// </summary>
internal sealed class TurnLedger
{
    private readonly Dictionary<PersonId, int> _served = [];
    private Dictionary<GenerationId, PersonId> _running = [];

    public IReadOnlyDictionary<PersonId, int> Served => _served;

    /// <summary>Brings the counts up to date with the open generations as they are now.</summary>
    public void Observe(IReadOnlyCollection<Generation> open)
    {
        var stillOpen = open.Select(g => g.Id).ToHashSet();
        foreach (var (id, person) in _running)
        {
            if (!stillOpen.Contains(id) && _served.TryGetValue(person, out var turns))
                _served[person] = turns + 1;
        }

        _running = open.Where(g => g.State == GenerationState.Running).ToDictionary(g => g.Id, g => g.Owner);

        var waiting = open.Where(g => g.State == GenerationState.Queued).Select(g => g.Owner).ToHashSet();
        foreach (var gone in _served.Keys.Where(p => !waiting.Contains(p)).ToList())
            _served.Remove(gone);

        var fewest = _served.Count == 0 ? 0 : _served.Values.Min();
        foreach (var person in waiting)
            _served.TryAdd(person, fewest);
    }
}
