using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudioApp.Core.Pictures;
using StudioApp.Data.Stores;

namespace StudioApp.Data.Housekeeping;

/// <summary>Removes pictures that came in and from which nothing was made, at start and every hour.</summary>
internal sealed partial class UnusedPicturesService(
    IPictureStore pictures,
    UsedPictures used,
    TimeProvider time,
    IOptions<StorageOptions> options,
    ILogger<UnusedPicturesService> log) : BackgroundService
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
                await SweepAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // the studio goes on without it, and the next hour tries again
                Log.Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    internal async Task SweepAsync(CancellationToken ct)
    {
        // what is used is asked for before anything goes; what is taken into use after that was renewed first, and so is young
        var needed = await used.ListAsync(ct).ConfigureAwait(false);
        var removed = pictures.Sweep(time.GetUtcNow() - TimeSpan.FromDays(options.Value.PictureDays), needed, ct);
        if (removed > 0)
            Log.Removed(log, removed);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Removed {Count} pictures from which nothing was made")]
        public static partial void Removed(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Warning, "Unused pictures could not be removed; it is tried again in an hour")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
