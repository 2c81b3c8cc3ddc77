using System.Threading.Channels;

namespace StudioApp.Web.Shared.Live;

/// <summary>
/// Takes news from any thread and hands them over in batches, at most one batch an interval: a page updates once and renders
/// once, however fast the news come. Disposing it unsubscribes and waits for a batch that is under way.
/// </summary>
public sealed class NewsPump<T> : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Channel<T> _news = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly IDisposable _subscription;
    private readonly Task _pumping;

    /// <param name="subscribe">Starts the news; what it returns ends them.</param>
    /// <param name="onBatch">Called with one batch after another, never two at a time.</param>
    /// <param name="onError">Given what <paramref name="onBatch"/> throws, so that the page shows it: <c>DispatchExceptionAsync</c>. The news go on.</param>
    /// <param name="time">Spaces the batches.</param>
    public NewsPump(
        Func<Action<T>, IDisposable> subscribe,
        Func<IReadOnlyList<T>, CancellationToken, Task> onBatch,
        Func<Exception, Task> onError,
        TimeProvider time)
    {
        _subscription = subscribe(item => _news.Writer.TryWrite(item));
        _pumping = PumpAsync(onBatch, onError, time, _stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _subscription.Dispose();
        await _stopping.CancelAsync();
        await _pumping;
        _stopping.Dispose();
    }

    private async Task PumpAsync(
        Func<IReadOnlyList<T>, CancellationToken, Task> onBatch, Func<Exception, Task> onError, TimeProvider time, CancellationToken ct)
    {
        try
        {
            while (await _news.Reader.WaitToReadAsync(ct))
            {
                var batch = new List<T>();
                while (_news.Reader.TryRead(out var item))
                    batch.Add(item);
                try
                {
                    await onBatch(batch, ct);
                }
                catch (Exception e) when (!ct.IsCancellationRequested)
                {
                    await onError(e);
                }

                await Task.Delay(Interval, time, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // disposed
        }
    }
}
