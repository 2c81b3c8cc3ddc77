using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using FFMpegCore.Pipes;
using StudioApp.Media.Ffmpeg;

namespace StudioApp.Media.Clips;

/// <summary>
/// Carries frames from their producer into ffmpeg's pipe without a copy. Whatever the producer does wrong is kept in
/// <see cref="Failure"/>; whatever happens to ffmpeg or the token, waiting for a frame ends at once. Tells the watch whose turn it is.
/// </summary>
internal sealed class RawFrameSource : IPipeSource, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ClipJob _job;
    private readonly StallWatch _watch;
    private readonly CancellationTokenSource _stop;
    private readonly IAsyncEnumerator<ReadOnlyMemory<byte>> _frames;

    /// <summary>The call to the producer that has not been answered, or whose answer has not been read.</summary>
    private Task<bool>? _next;

    private int _written;
    private long _lastFrameAt;

    public RawFrameSource(ClipJob job, IAsyncEnumerable<ReadOnlyMemory<byte>> frames, StallWatch watch, CancellationToken ct)
    {
        _job = job;
        _watch = watch;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _frames = frames.GetAsyncEnumerator(_stop.Token);
    }

    /// <summary>What the producer threw, as it threw it, or the <see cref="MediaException"/> that says how its frames are wrong.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Since ffmpeg took the last frame.</summary>
    public TimeSpan SinceLastFrame => Stopwatch.GetElapsedTime(_lastFrameAt);

    /// <summary>Called when the frames are known to come to nothing, so that ffmpeg need not encode what it has.</summary>
    public Action Abort { get; set; } = () => { };

    /// <summary>Asks for the first frame. On the pool: a producer that works or blocks before its first await holds up nobody.</summary>
    public void Begin() => _next = Task.Run(AdvanceAsync);

    public string GetStreamArguments() => ClipArguments.RawInput(_job);

    public async Task WriteAsync(Stream outputStream, CancellationToken cancellationToken)
    {
        for (; _written < _job.FrameCount; _written++)
        {
            _watch.Rest();
            if (!await HasNextAsync(cancellationToken).ConfigureAwait(false))
            {
                Fail(FfmpegFaults.NotAsAsked(string.Create(CultureInfo.InvariantCulture, $"the frames ended after {_written} of {_job.FrameCount}.")));
                return;
            }

            var frame = _frames.Current;
            if (frame.Length != _job.Width * _job.Height * 3)
            {
                Fail(FfmpegFaults.NotAsAsked(string.Create(CultureInfo.InvariantCulture, $"frame {_written + 1} has {frame.Length} bytes, not the {_job.Width} x {_job.Height} x 3 of the others.")));
                return;
            }

            _watch.Expect();
            await outputStream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        }

        _watch.Expect();
        _lastFrameAt = Stopwatch.GetTimestamp();
    }

    /// <summary>Lets the producer end, and makes sure that it does: what it throws at its very end counts too.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        if (Failure is null && await HasNextAsync(ct).ConfigureAwait(false))
            Fail(FfmpegFaults.NotAsAsked(string.Create(CultureInfo.InvariantCulture, $"there were more frames than the {_job.FrameCount} that were promised.")));
    }

    /// <summary>Stops the producer. One that does not listen is left alone after a second and disposed when it comes back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        Task last = _next ?? Task.CompletedTask;
        await last.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (last.IsCompleted)
            await DisposeFramesAsync(last).ConfigureAwait(false);
        else
            _ = DisposeFramesAsync(last);
    }

    private async Task<bool> HasNextAsync(CancellationToken ct)
    {
        var next = _next ??= Task.Run(AdvanceAsync, CancellationToken.None);
        try
        {
            var more = await next.WaitAsync(ct).ConfigureAwait(false);
            _next = null;
            return more;
        }
        catch (Exception e) when (next.IsFaulted || next.IsCanceled)
        {
            Fail(e);
            return false;
        }
    }

    private async Task<bool> AdvanceAsync() => await _frames.MoveNextAsync().ConfigureAwait(false);

    private async Task DisposeFramesAsync(Task last)
    {
        await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _frames.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Fail(Exception e)
    {
        if (Failure is not null)
            return;
        Failure = ExceptionDispatchInfo.Capture(e);
        Abort();
    }
}
