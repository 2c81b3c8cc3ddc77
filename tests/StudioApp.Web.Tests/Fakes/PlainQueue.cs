using StudioApp.Core.Generations;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Core.People;
using StudioApp.Core.Pictures;

namespace StudioApp.Web.Tests.Fakes;

/// <summary>Resolves and stores as the studio's queue does; nobody works on what waits, so the test decides what becomes of it.</summary>
internal sealed class PlainQueue(IGenerationStore store, IModelCatalog models, TimeProvider time, IPictureStore? pictures = null) : IGenerationQueue
{
    public async Task<Outcome<Generation>> SubmitAsync(GenerationRequest request, PersonId owner, CancellationToken ct)
    {
        var model = await models.FindAsync(request.Model!, ct); // the composer always names one
        var settings = request.Resolve(model!, () => 99, pictures is null ? null : pictures.Renew);
        if (!settings.Succeeded)
            return settings.Error;

        var generation = Generation.Queue(settings.Value, owner, request.Priority, time.GetUtcNow());
        await store.AddAsync(generation, ct);
        return generation;
    }

    public async Task<Outcome<Generation>> CancelAsync(GenerationId id, PersonId owner, CancellationToken ct) =>
        await store.CancelAsync(id, owner, ct) is { } cancelled ? cancelled : GenerationErrors.NotFound();

    public async Task<Outcome<Generation>> PrioritiseAsync(GenerationId id, PersonId owner, GenerationPriority priority, CancellationToken ct) =>
        await store.TryPrioritiseAsync(id, owner, priority, ct) is { } moved ? moved : GenerationErrors.NotFound();
}
