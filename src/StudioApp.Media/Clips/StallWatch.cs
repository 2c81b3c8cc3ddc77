namespace StudioApp.Media.Clips;

/// <summary>
/// Notices when ffmpeg has had its turn for too long: neither taken the frame it was given nor ended after the last. Time that
/// the frames' producer takes is not counted.
/// </summary>
internal sealed class StallWatch : IDisposable
{
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;

    public StallWatch(TimeSpan patience, TimeProvider time)
    {
        Patience = patience;
        _timer = time.CreateTimer(_ => _stalled.TrySetResult(), null, patience, Timeout.InfiniteTimeSpan);
    }

    public TimeSpan Patience { get; }

    /// <summary>Completes when ffmpeg is taken to hang.</summary>
    public Task Stalled => _stalled.Task;

    /// <summary>It is ffmpeg's turn from now on.</summary>
    public void Expect() => _timer.Change(Patience, Timeout.InfiniteTimeSpan);

    /// <summary>ffmpeg has nothing to do.</summary>
    public void Rest() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();
}
