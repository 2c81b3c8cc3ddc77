namespace StudioApp.Engine.Dispatching;

/// <summary>What the dispatcher knows of one worker. Moments are on the dispatcher's own clock.</summary>
internal sealed class WorkerSeat(TimeSpan offerPatience)
{
    private IWorkerObserver? _observer;
    private WorkOffer? _pending;
    private TimeSpan _pendingSince;
    private WorkerReport? _report;

    public TimeSpan LastSeen { get; private set; }

    public JobTicket? Running => _report?.Running;

    /// <returns>Whether it says something new.</returns>
    public bool Take(WorkerReport report, IWorkerObserver observer, TimeSpan now)
    {
        var news = report != _report;
        _observer = observer;
        _report = report;
        LastSeen = now;
        if (_pending?.Id == report.LastOffer)
            _pending = null;
        return news;
    }

    /// <summary>What it has been offered and not answered yet; an offer that stays unanswered is taken for lost.</summary>
    public JobTicket? PendingAt(TimeSpan now) => _pending is { } offer && now - _pendingSince < offerPatience ? offer.Ticket : null;

    public bool IsFreeAt(TimeSpan now) => Running is null && PendingAt(now) is null;

    public bool Holds(JobTicket ticket, TimeSpan now) => Running == ticket || PendingAt(now) == ticket;

    public Task OfferAsync(JobTicket ticket, TimeSpan now)
    {
        _pending = new WorkOffer(Guid.NewGuid(), ticket);
        _pendingSince = now;
        return _observer?.OfferAsync(_pending) ?? Task.CompletedTask;
    }

    public Task CancelAsync(Guid generation) => _observer?.CancelAsync(generation) ?? Task.CompletedTask;
}
