using StudioApp.Core.Clips;
using StudioApp.Core.Paging;
using StudioApp.Core.People;

namespace StudioApp.Core.Generations;

/// <summary>
/// The rows behind <see cref="Generation"/>. Every <c>Try…</c> is one transaction that compares before it sets and answers
/// null or false when somebody else was first; each change writes a row into the generation's history in the same transaction.
/// </summary>
public interface IGenerationStore
{
    Task AddAsync(Generation generation, CancellationToken ct);

    Task<Generation?> FindAsync(GenerationId id, CancellationToken ct);

    /// <summary>Newest first.</summary>
    Task<Page<Generation>> ListAsync(GenerationQuery query, CancellationToken ct);

    /// <summary>All that are queued or running, oldest first.</summary>
    Task<IReadOnlyList<Generation>> ListOpenAsync(CancellationToken ct);

    /// <summary>Queued to running, if it is still queued at <paramref name="seenAttempt"/>.</summary>
    Task<Generation?> TryStartAsync(GenerationId id, int seenAttempt, CancellationToken ct);

    /// <summary>Running to succeeded, with the clip's row, if <paramref name="attempt"/> is the one that runs.</summary>
    Task<bool> TrySucceedAsync(GenerationId id, int attempt, Clip clip, CancellationToken ct);

    /// <summary>Running to failed, if <paramref name="attempt"/> is the one that runs.</summary>
    Task<bool> TryFailAsync(GenerationId id, int attempt, Outcomes.StudioError error, CancellationToken ct);

    /// <summary>Running to cancelled because the worker stopped as asked, if <paramref name="attempt"/> is the one that runs.</summary>
    Task<bool> TryStopAsync(GenerationId id, int attempt, CancellationToken ct);

    /// <summary>The worker of <paramref name="attempt"/> is gone, see <see cref="Generation.Abandon"/>.</summary>
    Task<Generation?> TryAbandonAsync(GenerationId id, int attempt, CancellationToken ct);

    /// <summary>The studio stops while <paramref name="attempt"/> runs, see <see cref="Generation.Interrupt"/>.</summary>
    Task<Generation?> TryInterruptAsync(GenerationId id, int attempt, CancellationToken ct);

    /// <summary>See <see cref="Generation.Cancel"/>.</summary>
    /// <returns>The generation afterwards, or null when there is none of that id for that person.</returns>
    Task<Generation?> CancelAsync(GenerationId id, PersonId owner, CancellationToken ct);

    /// <summary>Moves one that is still queued, see <see cref="Generation.Prioritise"/>.</summary>
    Task<Generation?> TryPrioritiseAsync(GenerationId id, PersonId owner, GenerationPriority priority, CancellationToken ct);
}
