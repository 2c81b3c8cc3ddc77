using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudioApp.Core.Generations;
using StudioApp.Engine.Feeds;

namespace StudioApp.Engine.Dispatching;

/// <summary>
/// Reads the open rows whenever something has changed and offers the next one to a free worker. It may die at any moment:
/// the next activation reads the same rows, and workers tell it within a heartbeat what they run.
/// </summary>
internal sealed partial class DispatcherGrain(
    IGenerationStore store,
    GenerationFeed feed,
    TimeProvider time,
    IOptions<EngineOptions> options,
    ILogger<DispatcherGrain> log) : Grain, IDispatcherGrain
{
    private readonly Dictionary<string, WorkerSeat> _seats = [];
    private readonly Dictionary<JobTicket, TimeSpan> _orphans = [];
    private readonly TurnLedger _turns = new();
    private readonly long _activated = time.GetTimestamp();

    // leases run on the monotonic clock: setting the machine's time must kill no worker
    private TimeSpan Now => time.GetElapsedTime(_activated);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // leases are looked at several times while they run, so that a dead worker is found soon after
        var period = TimeSpan.FromTicks(Math.Min(options.Value.SafetyRead.Ticks, options.Value.Lease.Ticks / 3));
        this.RegisterGrainTimer(DispatchAsync, new GrainTimerCreationOptions(period, period) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task WakeAsync() => DispatchAsync(CancellationToken.None);

    public Task ReportAsync(WorkerReport report, IWorkerObserver worker)
    {
        if (!_seats.TryGetValue(report.Worker, out var seat))
        {
            seat = _seats[report.Worker] = new WorkerSeat(offerPatience: options.Value.Heartbeat * 3);
            Log.WorkerCame(log, report.Worker);
        }

        return seat.Take(report, worker, Now) ? DispatchAsync(CancellationToken.None) : Task.CompletedTask;
    }

    public Task LeaveAsync(string worker) => _seats.Remove(worker) ? DispatchAsync(CancellationToken.None) : Task.CompletedTask;

    private async Task DispatchAsync(CancellationToken ct)
    {
        var now = Now;
        DropSilentWorkers(now);
        var open = await store.ListOpenAsync(ct);
        if (await AbandonOrphansAsync(open, now, ct))
            open = await store.ListOpenAsync(ct);

        _turns.Observe(open);
        var order = QueueOrder.Arrange(open, _turns.Served);
        feed.SetOrder(order.Select(g => g.Id));

        await RepeatCancelsAsync(open, now);
        await OfferAsync(order, now);
    }

    private void DropSilentWorkers(TimeSpan now)
    {
        foreach (var (worker, seat) in _seats.Where(s => now - s.Value.LastSeen > options.Value.Lease).ToList())
        {
            _seats.Remove(worker);
            Log.WorkerSilent(log, worker, options.Value.LeaseSeconds);

            // it has already had its lease: what it ran is not given another one
            if (seat.Running is { } ticket)
                _orphans[ticket] = seat.LastSeen;
        }
    }

    /// <summary>Puts back what runs on paper only. A worker that this activation has not heard of yet gets one lease to say that it runs it.</summary>
    private async Task<bool> AbandonOrphansAsync(IReadOnlyList<Generation> open, TimeSpan now, CancellationToken ct)
    {
        var abandoned = false;
        var running = open.Where(g => g.State == GenerationState.Running).Select(g => new JobTicket(g.Id.Value, g.Attempt)).ToHashSet();
        foreach (var ended in _orphans.Keys.Where(t => !running.Contains(t)).ToList())
            _orphans.Remove(ended);

        foreach (var ticket in running)
        {
            if (_seats.Values.Any(s => s.Holds(ticket, now)))
            {
                _orphans.Remove(ticket);
                continue;
            }

            _orphans.TryAdd(ticket, now);
            if (now - _orphans[ticket] < options.Value.Lease)
                continue;

            abandoned |= await AbandonAsync(ticket, ct);
        }

        return abandoned;
    }

    private async Task<bool> AbandonAsync(JobTicket ticket, CancellationToken ct)
    {
        try
        {
            if (await store.TryAbandonAsync(ticket.GenerationId, ticket.Attempt, ct) is not { } after)
                return false;

            Log.Abandoned(log, after.Id, ticket.Attempt, after.State);
            feed.Publish(new GenerationNews.StateChanged(after));
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // one row that cannot be written must not keep the others waiting; the next round tries again
            Log.NotAbandoned(log, ticket.GenerationId, ticket.Attempt, e);
            return false;
        }
    }

    private async Task RepeatCancelsAsync(IReadOnlyList<Generation> open, TimeSpan now)
    {
        foreach (var generation in open.Where(g => g is { State: GenerationState.Running, CancelRequested: true }))
        {
            var ticket = new JobTicket(generation.Id.Value, generation.Attempt);
            foreach (var seat in _seats.Values.Where(s => s.Holds(ticket, now)))
                await seat.CancelAsync(ticket.Generation);
        }
    }

    private async Task OfferAsync(IReadOnlyList<Generation> order, TimeSpan now)
    {
        var offered = _seats.Values.Select(s => s.PendingAt(now)?.Generation).ToHashSet();
        var waiting = new Queue<Generation>(order.Where(g => !offered.Contains(g.Id.Value)));
        foreach (var seat in _seats.Values.Where(s => s.IsFreeAt(now)))
        {
            if (!waiting.TryDequeue(out var next))
                return;
            await seat.OfferAsync(new JobTicket(next.Id.Value, next.Attempt + 1), now);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Worker {Worker} has come")]
        public static partial void WorkerCame(ILogger logger, string worker);

        [LoggerMessage(2, LogLevel.Warning, "Worker {Worker} was silent for more than {Seconds} s and is taken for dead")]
        public static partial void WorkerSilent(ILogger logger, string worker, double seconds);

        [LoggerMessage(3, LogLevel.Warning, "Attempt {Attempt} of generation {Id} has lost its worker; it is now {State}")]
        public static partial void Abandoned(ILogger logger, GenerationId id, int attempt, GenerationState state);

        [LoggerMessage(4, LogLevel.Error, "Attempt {Attempt} of generation {Id} has lost its worker, and it could not be put back yet")]
        public static partial void NotAbandoned(ILogger logger, GenerationId id, int attempt, Exception exception);
    }
}
