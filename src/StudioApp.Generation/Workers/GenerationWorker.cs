using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StudioApp.Engine.Workers;

/// <summary>Owns the device: takes one job at a time from the dispatcher and sees it to its end, whatever that is.</summary>
internal sealed partial class GenerationWorker(
    WorkerDesk desk,
    Heartbeat heartbeat,
    JobRunner runner,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<GenerationWorker> log) : BackgroundService
{
    private static readonly TimeSpan PauseAfterTrouble = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken).ConfigureAwait(false);

        // at the first sign of the end, not when the web server has waited for its last connections:
        // a terminal's Ctrl+C stops ffmpeg at once, and its job must be put back before that looks like a failure
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await WorkAsync(ending.Token).ConfigureAwait(false);
    }

    private async Task WorkAsync(CancellationToken ct)
    {
        var beating = heartbeat.BeatAsync(desk, ct);
        try
        {
            while (true)
            {
                var job = await desk.TakeAsync(ct).ConfigureAwait(false);
                try
                {
                    await runner.RunAsync(job, ct).ConfigureAwait(false);
                }
                catch (Exception e)
                {
                    // the row could not be written: it stays running on paper, and the dispatcher puts it back after a lease
                    Log.NotRecorded(log, job.Ticket.GenerationId, job.Ticket.Attempt, e);

                    // a row that could not even be started is offered again as soon as the desk is clear: a full disk must not make that a busy loop
                    await Task.Delay(PauseAfterTrouble, time, ct).ConfigureAwait(false);
                }
                finally
                {
                    desk.Clear(job);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await heartbeat.LeaveAsync(desk, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the whole host: the silo must be up, and the orphans of the last process recovered.</summary>
    private async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult).ConfigureAwait(false);
        await started.Task.WaitAsync(ct).ConfigureAwait(false);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "How attempt {Attempt} of generation {Id} went could not be recorded")]
        public static partial void NotRecorded(ILogger logger, Core.Generations.GenerationId id, int attempt, Exception exception);
    }
}
