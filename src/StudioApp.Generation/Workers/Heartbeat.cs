using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudioApp.Engine.Dispatching;

namespace StudioApp.Engine.Workers;

/// <summary>Tells the dispatcher every second, and at every change, that the worker lives and what it does.</summary>
internal sealed partial class Heartbeat(IGrainFactory grains, IOptions<EngineOptions> options, ILogger<Heartbeat> log)
{
    // a heartbeat that hangs would keep the next one from being sent
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task BeatAsync(WorkerDesk desk, CancellationToken ct)
    {
        var worker = grains.CreateObjectReference<IWorkerObserver>(desk);
        try
        {
            while (!ct.IsCancellationRequested)
            {
                await ReportAsync(desk, worker, ct).ConfigureAwait(false);
                await desk.NewsAsync(options.Value.Heartbeat, ct).ConfigureAwait(false);
            }
        }
        finally
        {
            grains.DeleteObjectReference<IWorkerObserver>(worker);
        }
    }

    public async Task LeaveAsync(WorkerDesk desk, CancellationToken ct)
    {
        try
        {
            await Dispatcher.LeaveAsync(desk.Name).WaitAsync(Patience, ct).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // the silo may have stopped first; the lease then says the same a little later
            Log.NotHeard(log, e);
        }
    }

    private IDispatcherGrain Dispatcher => grains.GetGrain<IDispatcherGrain>(0);

    private async Task ReportAsync(WorkerDesk desk, IWorkerObserver worker, CancellationToken ct)
    {
        try
        {
            await Dispatcher.ReportAsync(desk.Report, worker).WaitAsync(Patience, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.NotHeard(log, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The dispatcher did not hear the worker; the next heartbeat tries again")]
        public static partial void NotHeard(ILogger logger, Exception exception);
    }
}
