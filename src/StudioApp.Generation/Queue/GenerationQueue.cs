using Microsoft.Extensions.Logging;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Core.People;
using StudioApp.Core.Pictures;
using StudioApp.Engine.Dispatching;
using StudioApp.Engine.Feeds;

namespace StudioApp.Engine.Queue;

/// <summary>Writes the row, then wakes the dispatcher. Only the row counts: a dispatcher that was not woken reads it a little later.</summary>
internal sealed partial class GenerationQueue(
    IModelCatalog models,
    IGenerationStore store,
    IPictureStore pictures,
    GenerationFeed feed,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<GenerationQueue> log) : IGenerationQueue
{
    // long enough for a busy machine to place the new one in the queue, short enough for a person who waits for the answer
    private static readonly TimeSpan WakePatience = TimeSpan.FromSeconds(1);

    public async Task<Outcome<Generation>> SubmitAsync(GenerationRequest request, PersonId owner, CancellationToken ct)
    {
        var named = request.Model?.Trim() ?? "";
        var model = named.Length == 0
            ? await models.FindDefaultAsync(ct, withPicture: !string.IsNullOrWhiteSpace(request.StartPicture)).ConfigureAwait(false)
            : await models.FindAsync(named, ct).ConfigureAwait(false);
        if (model is null && named.Length == 0)
            return GenerationErrors.NoUsableModel();
        if (model is null)
            return GenerationErrors.ModelUnknown(named, (await models.ListAsync(ct).ConfigureAwait(false)).Where(m => m.Problem is null).Select(m => m.Name));

        // renewed, not only looked for: it must not be swept away before the row that needs it is written
        var resolved = request.Resolve(model, () => Random.Shared.NextInt64(GenerationLimits.MaxSeed + 1), pictures.Renew);
        if (!resolved.Succeeded)
            return resolved.Error;

        var generation = Generation.Queue(resolved.Value, owner, request.Priority, time.GetUtcNow());
        try
        {
            await store.AddAsync(generation, ct).ConfigureAwait(false);
        }
        catch (DiskFullException e)
        {
            return GenerationErrors.DiskFull(e.Folder);
        }

        Log.Queued(log, generation.Id, generation.Settings.Model, generation.Priority);
        await TellAsync(generation).ConfigureAwait(false);
        return generation;
    }

    public async Task<Outcome<Generation>> CancelAsync(GenerationId id, PersonId owner, CancellationToken ct)
    {
        Generation? generation;
        try
        {
            generation = await store.CancelAsync(id, owner, ct).ConfigureAwait(false);
        }
        catch (DiskFullException e)
        {
            return GenerationErrors.DiskFull(e.Folder);
        }

        if (generation is null)
            return GenerationErrors.NotFound();
        if (generation.State is GenerationState.Succeeded or GenerationState.Failed)
            return GenerationErrors.AlreadyFinished(generation.State);

        Log.Cancelling(log, id, generation.State);
        await TellAsync(generation).ConfigureAwait(false);
        return generation;
    }

    public async Task<Outcome<Generation>> PrioritiseAsync(GenerationId id, PersonId owner, GenerationPriority priority, CancellationToken ct)
    {
        Generation? generation;
        try
        {
            generation = await store.TryPrioritiseAsync(id, owner, priority, ct).ConfigureAwait(false);
        }
        catch (DiskFullException e)
        {
            return GenerationErrors.DiskFull(e.Folder);
        }

        if (generation is not null)
        {
            await TellAsync(generation).ConfigureAwait(false);
            return generation;
        }

        var found = await store.FindAsync(id, ct).ConfigureAwait(false);
        return found is null || found.Owner != owner ? GenerationErrors.NotFound() : GenerationErrors.NotWaiting(found.State);
    }

    private async Task TellAsync(Generation generation)
    {
        feed.Publish(new GenerationNews.StateChanged(generation));
        try
        {
            await grains.GetGrain<IDispatcherGrain>(0).WakeAsync().WaitAsync(WakePatience, time).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // the row is written, so nothing is lost: the dispatcher reads it on its own in a few seconds
            Log.NotWoken(log, generation.Id, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Queued generation {Id} on {Model}, priority {Priority}")]
        public static partial void Queued(ILogger logger, GenerationId id, string model, GenerationPriority priority);

        [LoggerMessage(2, LogLevel.Information, "Generation {Id} is to be cancelled; it is now {State}")]
        public static partial void Cancelling(ILogger logger, GenerationId id, GenerationState state);

        [LoggerMessage(3, LogLevel.Warning, "The dispatcher could not be woken for generation {Id}; it will find it by itself")]
        public static partial void NotWoken(ILogger logger, GenerationId id, Exception exception);
    }
}
