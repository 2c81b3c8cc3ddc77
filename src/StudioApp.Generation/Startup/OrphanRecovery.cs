using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;

namespace StudioApp.Engine.Startup;

/// <summary>
/// Before any worker of this process starts: what the last process was making when it ended waits again, and its half-made files go.
/// </summary>
internal sealed partial class OrphanRecovery(
    IGenerationStore store,
    IClipStore clips,
    IMediaStore media,
    IOptions<EngineOptions> options,
    ILogger<OrphanRecovery> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.OnlyProcess)
            return;

        foreach (var orphan in (await store.ListOpenAsync(cancellationToken).ConfigureAwait(false)).Where(g => g.State == GenerationState.Running))
            await RecoverAsync(orphan, cancellationToken).ConfigureAwait(false);

        await SweepAsync(await clips.ListMediaKeysAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RecoverAsync(Generation orphan, CancellationToken ct)
    {
        try
        {
            if (await store.TryAbandonAsync(orphan.Id, orphan.Attempt, ct).ConfigureAwait(false) is { } after)
                Log.Recovered(log, after.Id, orphan.Attempt, after.State);
        }
        catch (IOException e)
        {
            // a full disk: the studio must start all the same, so that room can be made; the dispatcher puts the row back later
            Log.NotRecovered(log, orphan.Id, orphan.Attempt, e);
        }
    }

    private async Task SweepAsync(IReadOnlySet<string> keptKeys, CancellationToken ct)
    {
        try
        {
            var swept = await media.SweepAsync(keptKeys, ct).ConfigureAwait(false);
            if (swept > 0)
                Log.Swept(log, swept);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotSwept(log, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The studio ended during attempt {Attempt} of generation {Id}; it is now {State}")]
        public static partial void Recovered(ILogger logger, GenerationId id, int attempt, GenerationState state);

        [LoggerMessage(2, LogLevel.Information, "Removed {Count} folders of clips that were never finished")]
        public static partial void Swept(ILogger logger, int count);

        [LoggerMessage(3, LogLevel.Warning, "Attempt {Attempt} of generation {Id}, during which the studio ended, could not be put back yet")]
        public static partial void NotRecovered(ILogger logger, GenerationId id, int attempt, Exception exception);

        [LoggerMessage(4, LogLevel.Warning, "The files of clips that were never finished could not be removed")]
        public static partial void NotSwept(ILogger logger, Exception exception);
    }
}
