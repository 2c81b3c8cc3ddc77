using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudioApp.Core.Clips;
using StudioApp.Core.Media;

namespace StudioApp.Data.Housekeeping;

/// <summary>Empties the trash of what has lain there long enough, at start and every hour.</summary>
internal sealed partial class TrashService(
    IClipStore clips,
    IMediaStore media,
    TimeProvider time,
    IOptions<StorageOptions> options,
    ILogger<TrashService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the host's start does not wait for it
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                await EmptyAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // the studio goes on without it, and the next hour tries again
                Log.Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    internal async Task EmptyAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - TimeSpan.FromDays(options.Value.TrashDays);

        // rows first: a crash in between leaves files without a row, which the next start sweeps, never a row without files
        var gone = await clips.PurgeAsync(before, ct).ConfigureAwait(false);
        foreach (var clip in gone)
            await media.DeleteAsync(clip, ct).ConfigureAwait(false);
        if (gone.Count > 0)
            Log.Emptied(log, gone.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Removed {Count} clips for good that had been in the trash")]
        public static partial void Emptied(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Warning, "The trash could not be emptied; it is tried again in an hour")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
