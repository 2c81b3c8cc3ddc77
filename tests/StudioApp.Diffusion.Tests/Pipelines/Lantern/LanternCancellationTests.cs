using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.Pipelines.Lantern;

[Collection(LanternTests.Name)]
public sealed class LanternCancellationTests(LanternFixture lantern)
{
    [Fact]
    public async Task GenerateAsync_CancelledInAStep_TakesNoFurtherStep()
    {
        using var cancel = new CancellationTokenSource();
        var steps = 0;
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lantern.Pipeline.CollectAsync(
            Requests.Small with { Steps = 500 },
            step =>
            {
                if (++steps == 2)
                    cancel.Cancel();
            },
            cancel.Token));
        Assert.Equal(2, steps);
        Assert.Equal(cancel.Token, e.CancellationToken);
        await AssertStillWorksAsync();
    }

    [Fact]
    public async Task GenerateAsync_CancelledBeforeItStarts_RunsNothing()
    {
        var before = lantern.Host.Clock.Read().Runs;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lantern.Pipeline.CollectAsync(Requests.Small, ct: new CancellationToken(canceled: true)));
        Assert.Equal(before, lantern.Host.Clock.Read().Runs);
    }

    [Fact]
    public async Task GenerateAsync_CancelledWhileRendering_EndsAsCancelled()
    {
        using var cancel = new CancellationTokenSource();
        var taken = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var frame in lantern.Pipeline.GenerateAsync(Requests.Small with { FrameCount = 100_000 }, new Requests.Observer(), cancel.Token))
            {
                frame.Dispose();
                if (++taken == 5)
                    cancel.Cancel();
            }
        });
        Assert.Equal(5, taken);
        await AssertStillWorksAsync();
    }

    [Fact]
    public async Task GenerateAsync_TakerLeavesEarly_EndsTheProducer()
    {
        var before = lantern.Host.Clock.Read().Runs;
        await foreach (var frame in lantern.Pipeline.GenerateAsync(Requests.Small with { FrameCount = 100_000 }, new Requests.Observer(), CancellationToken.None))
        {
            frame.Dispose();
            break;
        }

        // leaving waits for the producer, and the producer was never far ahead
        var runs = lantern.Host.Clock.Read().Runs;
        Assert.InRange(runs - before, 1, 30);
        await AssertStillWorksAsync();
    }

    [Fact]
    public async Task GenerateAsync_ObserverThrows_ComesToTheCaller()
    {
        await Assert.ThrowsAsync<FormatException>(() => lantern.Pipeline.CollectAsync(Requests.Small, _ => throw new FormatException("from the observer")));
        await AssertStillWorksAsync();
    }

    [Fact]
    public async Task Dispose_WhileGenerating_EndsItAndFreesTheModel()
    {
        var pipeline = await new LanternHost().LoadAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            await foreach (var frame in pipeline.GenerateAsync(Requests.Small with { FrameCount = 100_000 }, new Requests.Observer(), CancellationToken.None))
            {
                frame.Dispose();
                pipeline.Dispose();
            }
        });
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pipeline.CollectAsync(Requests.Small));
        pipeline.Dispose();
    }

    private async Task AssertStillWorksAsync() =>
        Assert.Equal(3, (await lantern.Pipeline.CollectAsync(Requests.Small with { FrameCount = 3 })).Count);
}
