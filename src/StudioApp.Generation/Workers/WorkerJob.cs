using StudioApp.Engine.Dispatching;

namespace StudioApp.Engine.Workers;

/// <summary>The attempt that a worker has been given, and the token that stops it.</summary>
internal sealed class WorkerJob(JobTicket ticket) : IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();

    public JobTicket Ticket { get; } = ticket;

    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>Returns at once; what hangs on the token runs elsewhere, as the caller holds a lock.</summary>
    public void Cancel() => _ = _cancelled.CancelAsync();

    public void Dispose() => _cancelled.Dispose();
}
