using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace StudioApp.Diffusion.Sessions;

/// <summary>
/// Threads of a pipeline's own. Runs block for tens of milliseconds, and the shared pool's few threads must stay free
/// for the web server's requests. What is awaited on a lane goes on on a lane.
/// </summary>
[SuppressMessage("Usage", "CA2213", Justification = "The threads still take from the collection after disposal; it holds no handle once they have ended.")]
internal sealed class LaneScheduler : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _tasks = [];

    /// <param name="lanes">How many threads, at least 1.</param>
    public LaneScheduler(int lanes, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        MaximumConcurrencyLevel = lanes;
        for (var i = 0; i < lanes; i++)
            new Thread(Work) { IsBackground = true, Name = $"{name} {i}" }.Start();
    }

    public override int MaximumConcurrencyLevel { get; }

    public Task Run(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    public Task<T> Run<T>(Func<Task<T>> action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public Task Run(Func<Task> action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>
    /// Runs <paramref name="body"/> with 0 to <paramref name="count"/> - 1 side by side and returns when all have: the caller's lane takes the first
    /// and then waits, so the other lanes must have nothing else to do.
    /// </summary>
    public void ForkJoin(int count, Action<int> body)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumConcurrencyLevel);
        var others = Enumerable.Range(1, count - 1).Select(i => Run(() => body(i))).ToArray();
        try
        {
            body(0);
        }
        finally
        {
            // a lane is a thread of our own: blocking it starves nobody
            Task.WhenAll(others).GetAwaiter().GetResult();
        }
    }

    /// <summary>Lets the threads end once nothing waits.</summary>
    public void Dispose() => _tasks.CompleteAdding();

    protected override void QueueTask(Task task) => _tasks.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => _tasks;

    private void Work()
    {
        foreach (var task in _tasks.GetConsumingEnumerable())
            TryExecuteTask(task);
    }
}
