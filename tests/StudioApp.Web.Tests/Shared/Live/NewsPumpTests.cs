using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using StudioApp.Web.Shared.Live;

namespace StudioApp.Web.Tests.Shared.Live;

public class NewsPumpTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly Channel<IReadOnlyList<int>> _batches = Channel.CreateUnbounded<IReadOnlyList<int>>();
    private Action<int> _say = _ => { };
    private bool _subscribed;

    [Fact]
    public async Task News_WhileABatchIsSpacedOut_ComeTogetherInTheNext()
    {
        await using var pump = Start();
        _say(1);
        Assert.Equal([1], await NextAsync());

        _say(2);
        _say(3);
        _say(4);
        Assert.False(_batches.Reader.TryRead(out _));
        await AdvanceUntilAsync(4);
    }

    [Fact]
    public async Task Dispose_Unsubscribes_AndWaitsForTheBatchUnderWay()
    {
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var pump = new NewsPump<int>(Subscribe, async (_, _) =>
        {
            entered.SetResult();
            await leave.Task;
        }, Fail, _time);
        _say(1);
        await entered.Task.WaitAsync(Patience);

        var disposing = pump.DisposeAsync().AsTask();
        Assert.False(_subscribed);
        Assert.False(disposing.IsCompleted);
        leave.SetResult();
        await disposing.WaitAsync(Patience);
    }

    [Fact]
    public async Task Error_IsHandedOn_AndTheNewsGoOn()
    {
        var errors = Channel.CreateUnbounded<Exception>();
        await using var pump = new NewsPump<int>(
            Subscribe,
            (batch, ct) => batch[0] == 1 ? throw new InvalidOperationException("no") : _batches.Writer.WriteAsync(batch, ct).AsTask(),
            e => errors.Writer.WriteAsync(e).AsTask(),
            _time);

        _say(1);
        Assert.Equal("no", (await errors.Reader.ReadAsync().AsTask().WaitAsync(Patience)).Message);
        _say(2);
        var next = NextAsync();
        while (!next.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.Equal([2], await next);
    }

    private static Task Fail(Exception e) => throw new InvalidOperationException("No error was expected.", e);

    private NewsPump<int> Start() => new(Subscribe, (batch, ct) => _batches.Writer.WriteAsync(batch, ct).AsTask(), Fail, _time);

    private IDisposable Subscribe(Action<int> onNews)
    {
        _say = onNews;
        _subscribed = true;
        return new Unsubscribe(() => _subscribed = false);
    }

    private Task<IReadOnlyList<int>> NextAsync() => _batches.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    // the pump sets its timer on its own thread, so time moves until it has been noticed
    private async Task AdvanceUntilAsync(int last)
    {
        var next = NextAsync();
        while (!next.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.Equal(last, (await next)[^1]);
        Assert.Equal(3, (await next).Count);
    }

    private sealed class Unsubscribe(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
