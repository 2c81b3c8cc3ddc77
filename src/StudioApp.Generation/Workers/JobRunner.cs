using System.Globalization;
using Microsoft.Extensions.Logging;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Previews;
using StudioApp.Engine.Feeds;

namespace StudioApp.Engine.Workers;

/// <summary>One attempt from its compare-and-set to its fenced end. Whatever the generator does, the row says how it went.</summary>
internal sealed partial class JobRunner(
    IGenerationStore store,
    IMediaStore media,
    IEnumerable<IVideoGenerator> generators,
    IModelCatalog models,
    IPreviewSink previews,
    GenerationFeed feed,
    IClipFeed clipFeed,
    TimeProvider time,
    ILogger<JobRunner> log)
{
    /// <param name="stopping">The studio shuts down: the attempt is put back instead of cancelled.</param>
    public async Task RunAsync(WorkerJob job, CancellationToken stopping)
    {
        // from here on tokens stop the work but never the book-keeping: an end that happened is written down
        var started = await store.TryStartAsync(job.Ticket.GenerationId, job.Ticket.Attempt - 1, CancellationToken.None).ConfigureAwait(false);
        if (started is null)
            return; // cancelled or taken by another worker since it was offered

        Log.Started(log, started.Id, started.Attempt, started.Settings.Model);
        feed.Publish(new GenerationNews.StateChanged(started));
        var draft = await OpenDraftAsync(started).ConfigureAwait(false);
        if (!draft.Succeeded)
        {
            await FailAsync(started, draft: null, draft.Error).ConfigureAwait(false);
            return;
        }

        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(job.Cancelled, stopping);
            var outcome = await GenerateAsync(started, draft.Value, either.Token).ConfigureAwait(false);
            if (outcome.Succeeded)
                await SucceedAsync(started, draft.Value, outcome.Value).ConfigureAwait(false);
            else if (stopping.IsCancellationRequested && outcome.Error.Code == GenerationErrors.EncodingFailedCode)
                await PutBackAsync(started, draft.Value).ConfigureAwait(false); // the Ctrl+C that ends the studio ends ffmpeg too
            else
                await FailAsync(started, draft.Value, outcome.Error).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (job.Cancelled.IsCancellationRequested)
        {
            await DiscardAsync(draft.Value).ConfigureAwait(false);
            await EndAsync(started, await store.TryStopAsync(started.Id, started.Attempt, CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await PutBackAsync(started, draft.Value).ConfigureAwait(false);
        }
    }

    private async Task<Outcome<MediaDraft>> OpenDraftAsync(Generation generation)
    {
        try
        {
            return await media.OpenDraftAsync(generation.Id, generation.Attempt, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            return Explain(e, generation, folder: "media");
        }
    }

    private async Task<Outcome<ClipFacts>> GenerateAsync(Generation generation, MediaDraft draft, CancellationToken ct)
    {
        var model = generation.Settings.Model;
        if (generators.FirstOrDefault(g => g.Runs(model)) is not { } generator)
        {
            // it was there when the request was accepted: the folder has gone meanwhile
            var installed = await models.ListAsync(ct).ConfigureAwait(false);
            return GenerationErrors.ModelUnknown(model, installed.Where(m => m.Problem is null).Select(m => m.Name));
        }

        try
        {
            return await generator.GenerateAsync(generation, draft, new Reporter(feed, generation.Id), previews, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return Explain(e, generation, draft.Folder);
        }
    }

    private async Task SucceedAsync(Generation generation, MediaDraft draft, ClipFacts facts)
    {
        var now = time.GetUtcNow();
        var clip = new Clip
        {
            Id = ClipId.New(now),
            Owner = generation.Owner,
            Generation = generation.Id,
            Settings = generation.Settings,
            Facts = facts,
            MediaKey = draft.Key,
            CreatedAt = now,
        };
        bool recorded;
        try
        {
            recorded = await store.TrySucceedAsync(generation.Id, generation.Attempt, clip, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // the commit may have happened all the same; the files of a clip that stands in the gallery must not go
            if ((await store.FindAsync(generation.Id, CancellationToken.None).ConfigureAwait(false))?.ClipId == clip.Id)
                throw;
            await FailAsync(generation, draft, Explain(e, generation, draft.Folder)).ConfigureAwait(false);
            return;
        }

        if (recorded)
            clipFeed.Publish(new ClipNews(clip));
        else
            await DiscardAsync(draft).ConfigureAwait(false);
        await EndAsync(generation, recorded).ConfigureAwait(false);
    }

    private async Task FailAsync(Generation generation, MediaDraft? draft, StudioError error)
    {
        // files first: on a full disk they may be the very room that the row needs
        if (draft is not null)
            await DiscardAsync(draft).ConfigureAwait(false);
        await EndAsync(generation, await store.TryFailAsync(generation.Id, generation.Attempt, error, CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task PutBackAsync(Generation generation, MediaDraft draft)
    {
        await DiscardAsync(draft).ConfigureAwait(false);
        await EndAsync(generation, await store.TryInterruptAsync(generation.Id, generation.Attempt, CancellationToken.None).ConfigureAwait(false) is not null).ConfigureAwait(false);
    }

    /// <summary>Tells everybody how the row reads now; when the fence refused this attempt, that somebody else has it.</summary>
    private async Task EndAsync(Generation generation, bool recorded)
    {
        var now = await store.FindAsync(generation.Id, CancellationToken.None).ConfigureAwait(false);
        if (!recorded)
            Log.Fenced(log, generation.Id, generation.Attempt);
        else if (now is not null)
        {
            Log.Ended(log, now.Id, now.Attempt, now.State, now.Error?.Code ?? "no error");
            feed.Publish(new GenerationNews.StateChanged(now));
        }
    }

    private async Task DiscardAsync(MediaDraft draft)
    {
        try
        {
            await media.DiscardAsync(draft, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // left-over files cost room but harm nobody; the next start sweeps them
            Log.NotDiscarded(log, draft.Key, e);
        }
    }

    private StudioError Explain(Exception exception, Generation generation, string folder)
    {
        if (Faults.Explain(exception, generation.Settings.Model, folder) is { } expected)
        {
            Log.Failed(log, generation.Id, expected.Code, exception.Message);
            return expected;
        }

        Log.Unexpected(log, generation.Id, generation.Attempt, exception);
        return GenerationErrors.Unexpected(string.Create(CultureInfo.InvariantCulture, $"{exception.GetType().Name}: {exception.Message}"));
    }

    private sealed class Reporter(GenerationFeed feed, GenerationId id) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value) => feed.Report(id, value);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Started attempt {Attempt} of generation {Id} on {Model}")]
        public static partial void Started(ILogger logger, GenerationId id, int attempt, string model);

        [LoggerMessage(2, LogLevel.Information, "Attempt {Attempt} of generation {Id} has ended: {State}, {Error}")]
        public static partial void Ended(ILogger logger, GenerationId id, int attempt, GenerationState state, string error);

        [LoggerMessage(3, LogLevel.Warning, "Attempt {Attempt} of generation {Id} came too late: the row belongs to another attempt or has ended")]
        public static partial void Fenced(ILogger logger, GenerationId id, int attempt);

        [LoggerMessage(4, LogLevel.Warning, "Generation {Id} fails with {Code}: {Reason}")]
        public static partial void Failed(ILogger logger, GenerationId id, string code, string reason);

        [LoggerMessage(5, LogLevel.Error, "Attempt {Attempt} of generation {Id} met an unexpected error")]
        public static partial void Unexpected(ILogger logger, GenerationId id, int attempt, Exception exception);

        [LoggerMessage(6, LogLevel.Warning, "The files of {Key} could not be removed")]
        public static partial void NotDiscarded(ILogger logger, string key, Exception exception);
    }
}
