using StudioApp.Core.Generations;
using StudioApp.Core.Previews;
using StudioApp.TestKit.Generations;
using StudioApp.Web.Features.LivePreview;
using StudioApp.Web.Tests.Fakes;

namespace StudioApp.Web.Tests.Features.LivePreview;

public sealed class PreviewBrokerTests : IDisposable
{
    private readonly FakeGenerationFeed _feed = new();
    private readonly PreviewBroker _broker;
    private readonly Generation _running = new GenerationBuilder().Build().Start(GenerationBuilder.Noon);

    public PreviewBrokerTests() => _broker = new PreviewBroker(_feed);

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task Watch_AfterABurst_SeesItAtOnce()
    {
        _broker.Publish(Burst(1));

        using var viewer = _broker.Watch(_running.Id);

        Assert.Equal([1], await TakeAsync(viewer, 1));
    }

    [Fact]
    public async Task SlowViewer_GetsOnlyTheNewest_WhileAQuickOneGetsEach()
    {
        using var slow = _broker.Watch(_running.Id);
        using var quick = _broker.Watch(_running.Id);
        var seen = new List<long>();
        for (var i = 1; i <= 5; i++)
        {
            _broker.Publish(Burst(i));
            seen.AddRange(await TakeAsync(quick, 1));
        }

        Assert.Equal([1, 2, 3, 4, 5], seen);
        Assert.Equal([5], await TakeAsync(slow, 1));
    }

    [Fact]
    public async Task End_CompletesEveryViewer()
    {
        using var viewer = _broker.Watch(_running.Id);

        _feed.Changed(_running.Fail(GenerationErrors.OutputBlack(), GenerationBuilder.Noon));

        Assert.Empty(await TakeAsync(viewer, int.MaxValue));
    }

    [Fact]
    public async Task QueuedAgain_ForgetsThePicture_ButKeepsTheViewer()
    {
        using var early = _broker.Watch(_running.Id);
        _broker.Publish(Burst(7));
        await TakeAsync(early, 1);

        _feed.Changed(_running.Abandon(GenerationBuilder.Noon));
        using var late = _broker.Watch(_running.Id);
        _broker.Publish(Burst(1));

        Assert.Equal([1], await TakeAsync(early, 1));
        Assert.Equal([1], await TakeAsync(late, 1));
    }

    [Fact]
    public async Task OtherGenerations_AreNotMixedUp()
    {
        var other = new GenerationBuilder().Build();
        using var viewer = _broker.Watch(other.Id);

        _broker.Publish(Burst(1));
        _feed.Changed(other.Cancel(GenerationBuilder.Noon));

        Assert.Empty(await TakeAsync(viewer, int.MaxValue));
    }

    [Fact]
    public void Dispose_EndsTheSubscription()
    {
        _broker.Dispose();

        Assert.Equal(0, _feed.Subscribers);
    }

    private PreviewBurst Burst(long sequence) => new(_running.Id, sequence, 1, 12, 8, [[0xFF, 0xD8, 0xFF]]);

    private static async Task<List<long>> TakeAsync(PreviewViewer viewer, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var seen = new List<long>();
        await foreach (var burst in viewer.ReadAllAsync(patience.Token))
        {
            seen.Add(burst.Sequence);
            if (seen.Count == count)
                break;
        }

        return seen;
    }
}
