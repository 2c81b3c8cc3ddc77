using StudioApp.Core.People;

namespace StudioApp.Core.Generations;

/// <summary>
/// Who goes next: what somebody wants done next, the last wish first; then priority, then people take turns, then age. Within one priority a person goes after everybody who
/// has fewer running and fewer already served, so that thirty prompts queued overnight do not hold up a colleague's one.
/// </summary>
public static class QueueOrder
{
    /// <summary>The waiting generations in the order in which they will start, if nothing else arrives.</summary>
    /// <param name="open">Queued and running generations, in any order; others are ignored.</param>
    /// <param name="served">How many turns each person has already had; running ones come from <paramref name="open"/> and are not counted here.</param>
    public static IReadOnlyList<Generation> Arrange(IEnumerable<Generation> open, IReadOnlyDictionary<PersonId, int> served)
    {
        var all = open.ToList();
        var turns = new Dictionary<PersonId, int>(served);
        foreach (var running in all.Where(g => g.State == GenerationState.Running))
            turns[running.Owner] = turns.GetValueOrDefault(running.Owner) + 1;

        // a wish is a turn like any other: whoever has it granted waits for the others afterwards
        var order = all.Where(g => g is { State: GenerationState.Queued, RaisedAt: not null }).OrderByDescending(g => g.RaisedAt).ThenBy(g => g.Id.Value).ToList();
        foreach (var raised in order)
            turns[raised.Owner] = turns.GetValueOrDefault(raised.Owner) + 1;

        foreach (var level in all.Where(g => g is { State: GenerationState.Queued, RaisedAt: null }).GroupBy(g => g.Priority).OrderByDescending(g => g.Key))
        {
            // each person's own line is first come, first served; the head with the fewest turns goes next
            var lines = new PriorityQueue<Queue<Generation>, (int Turns, DateTimeOffset Age, Guid Tie)>();
            foreach (var person in level.GroupBy(g => g.Owner))
                Enqueue(new Queue<Generation>(person.OrderBy(g => g.CreatedAt).ThenBy(g => g.Id.Value)));

            while (lines.TryDequeue(out var line, out _))
            {
                var next = line.Dequeue();
                order.Add(next);
                turns[next.Owner] = turns.GetValueOrDefault(next.Owner) + 1;
                if (line.Count > 0)
                    Enqueue(line);
            }

            void Enqueue(Queue<Generation> line)
            {
                var head = line.Peek();
                lines.Enqueue(line, (turns.GetValueOrDefault(head.Owner), head.CreatedAt, head.Id.Value));
            }
        }

        return order;
    }
}
