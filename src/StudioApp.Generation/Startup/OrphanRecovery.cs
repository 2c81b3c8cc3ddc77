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
        {
            if (await store.TryAbandonAsync(orphan.Id, orphan.Attempt, cancellationToken).ConfigureAwait(false) is { } after)
                Log.Recovered(log, after.Id, orphan.Attempt, after.State);
        }

        var swept = await media.SweepAsync(await clips.ListMediaKeysAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (swept > 0)
            Log.Swept(log, swept);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The studio ended during attempt {Attempt} of generation {Id}; it is now {State}")]
        public static partial void Recovered(ILogger logger, GenerationId id, int attempt, GenerationState state);

        [LoggerMessage(2, LogLevel.Information, "Removed {Count} folders of clips that were never finished")]
        public static partial void Swept(ILogger logger, int count);
    }
}
