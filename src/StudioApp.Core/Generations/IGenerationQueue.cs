using StudioApp.Core.Outcomes;
using StudioApp.Core.People;

namespace StudioApp.Core.Generations;

/// <summary>The way in: what the page, the API and the command line all call.</summary>
public interface IGenerationQueue
{
    /// <summary>Checks the request and queues it. The row is on disk when this returns.</summary>
    Task<Outcome<Generation>> SubmitAsync(GenerationRequest request, PersonId owner, CancellationToken ct);

    /// <summary>Cancels at once what waits, within one step what runs. Asking twice is no error.</summary>
    Task<Outcome<Generation>> CancelAsync(GenerationId id, PersonId owner, CancellationToken ct);

    /// <summary>Moves one that waits before or behind the others: high is "do this next", see <see cref="Generation.Prioritise"/>.</summary>
    Task<Outcome<Generation>> PrioritiseAsync(GenerationId id, PersonId owner, GenerationPriority priority, CancellationToken ct);
}
