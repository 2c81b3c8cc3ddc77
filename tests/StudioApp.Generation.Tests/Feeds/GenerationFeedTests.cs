using Microsoft.Extensions.Logging.Abstractions;
using StudioApp.Core.Generations;
using StudioApp.Engine.Feeds;
using StudioApp.TestKit.Generations;

namespace StudioApp.Engine.Tests.Feeds;

public sealed class GenerationFeedTests
{
    private readonly GenerationFeed _feed = new(NullLogger<GenerationFeed>.Instance);

    [Fact]
    public void Subscribe_DisposedTwice_LeavesTheOthers()
    {
        var heard = 0;
        void Count(GenerationNews news) => heard++;
        var first = _feed.Subscribe(Count);
        using var second = _feed.Subscribe(Count);

        first.Dispose();
        first.Dispose();
        _feed.Publish(new GenerationNews.StateChanged(new GenerationBuilder().Build()));

        Assert.Equal(1, heard);
    }

    [Fact]
    public void Publish_SubscriberThrows_TheOthersStillHear()
    {
        var heard = false;
        using var broken = _feed.Subscribe(_ => throw new InvalidOperationException("a closed tab"));
        using var sound = _feed.Subscribe(_ => heard = true);

        _feed.Publish(new GenerationNews.StateChanged(new GenerationBuilder().Build()));

        Assert.True(heard);
    }

    [Fact]
    public void SetOrder_Same_TellsNobody()
    {
        var (a, b) = (new GenerationBuilder().Build(), new GenerationBuilder().Build());
        var moves = 0;
        using var subscription = _feed.Subscribe(news => moves += news is GenerationNews.QueueMoved ? 1 : 0);

        _feed.SetOrder([a.Id, b.Id]);
        _feed.SetOrder([a.Id, b.Id]);
        _feed.SetOrder([b.Id, a.Id]);

        Assert.Equal(2, moves);
        Assert.Equal((2, 1), (_feed.QueuePositionOf(a.Id), _feed.QueuePositionOf(b.Id)));
    }

    [Fact]
    public void Publish_WhileTheDispatcherSetsTheOrder_KeepsTheNewOrder()
    {
        // a long line, so that taking one out of it takes a while
        var line = Enumerable.Range(0, 5_000).Select(i => GenerationId.New(GenerationBuilder.Noon.AddSeconds(i))).ToList();
        var started = new GenerationBuilder().Build().Start(GenerationBuilder.Noon) with { Id = line[0] };
        for (var round = 0; round < 30; round++)
        {
            var newcomer = GenerationId.New(GenerationBuilder.Noon);
            _feed.SetOrder(line);

            Parallel.Invoke(
                () => _feed.Publish(new GenerationNews.StateChanged(started)),
                () => _feed.SetOrder([newcomer]));

            Assert.Equal(1, _feed.QueuePositionOf(newcomer));
            Assert.Null(_feed.QueuePositionOf(line[1]));
        }
    }
}
