using System.Threading.Channels;
using StudioApp.Engine.Dispatching;

namespace StudioApp.Engine.Workers;

/// <summary>Where the dispatcher's messages arrive: holds the one job that the worker has, and can stop it.</summary>
internal sealed class WorkerDesk : IWorkerObserver, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Channel<WorkerJob> _taken = Channel.CreateBounded<WorkerJob>(1);
    private readonly SemaphoreSlim _news = new(0);
    private WorkerJob? _job;
    private Guid _lastOffer;

    /// <summary>New with every process, so that a dispatcher never takes a restarted worker for the old one.</summary>
    public string Name { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>Waits until there is something that the dispatcher should hear, at most for <paramref name="pause"/>.</summary>
    public Task<bool> NewsAsync(TimeSpan pause, CancellationToken ct) => _news.WaitAsync(pause, ct);

    public WorkerReport Report
    {
        get
        {
            lock (_lock)
                return new WorkerReport(Name, _lastOffer, _job?.Ticket);
        }
    }

    public Task OfferAsync(WorkOffer offer)
    {
        lock (_lock)
        {
            _lastOffer = offer.Id;

            // one at a time: a second offer is only noted, and the report shows that it was not taken
            if (_job is null)
            {
                _job = new WorkerJob(offer.Ticket);
                _taken.Writer.TryWrite(_job);
            }
        }

        Announce();
        return Task.CompletedTask;
    }

    public Task CancelAsync(Guid generation)
    {
        lock (_lock)
        {
            if (_job?.Ticket.Generation == generation)
                _job.Cancel();
        }

        return Task.CompletedTask;
    }

    /// <summary>The next job; it counts as this worker's from the moment it was offered.</summary>
    public ValueTask<WorkerJob> TakeAsync(CancellationToken ct) => _taken.Reader.ReadAsync(ct);

    public void Clear(WorkerJob job)
    {
        lock (_lock)
        {
            if (_job == job)
                _job = null;
            job.Dispose();
        }

        Announce();
    }

    public void Dispose()
    {
        _news.Dispose();
        _job?.Dispose();
    }

    private void Announce()
    {
        // one report tells all that is new, so news that waits need not be announced again
        lock (_lock)
        {
            if (_news.CurrentCount == 0)
                _news.Release();
        }
    }
}
