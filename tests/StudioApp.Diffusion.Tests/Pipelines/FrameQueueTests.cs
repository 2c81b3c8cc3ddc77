using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Pipelines;

namespace StudioApp.Diffusion.Tests.Pipelines;

public sealed class FrameQueueTests
{
    [Fact]
    public async Task WriteAsync_LaneIsABatchAhead_WaitsForTheTaker()
    {
        using var queue = new FrameQueue(lanes: 2, batch: 2);
        await queue.WriteAsync(0, Frame(0), default);
        await queue.WriteAsync(0, Frame(1), default);
        var third = queue.WriteAsync(0, Frame(4), default);
        Assert.False(third.IsCompleted);

        using (await queue.ReadAsync(0, default))
            await third;
    }

    [Fact]
    public async Task ReadAsync_LanesFillInAnyOrder_GivesFramesInOrder()
    {
        using var queue = new FrameQueue(lanes: 2, batch: 2);
        foreach (var (lane, frame) in new[] { (1, 2), (1, 3), (0, 0), (0, 1) })
            await queue.WriteAsync(lane, Frame(frame), default);

        for (var i = 0; i < 4; i++)
        {
            using var frame = await queue.ReadAsync(i, default);
            Assert.Equal(i, frame!.Pixels.Span[0]);
        }
    }

    [Fact]
    public async Task WriteAsync_Cancelled_GivesTheFrameBack()
    {
        using var queue = new FrameQueue(lanes: 1, batch: 1);
        await queue.WriteAsync(0, Frame(0), default);
        using var cancel = new CancellationTokenSource();
        var stuck = Frame(1);
        var write = queue.WriteAsync(0, stuck, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await write);
        Assert.Throws<ObjectDisposedException>(() => stuck.Pixels);
    }

    [Fact]
    public async Task Dispose_FramesNobodyTook_AreGivenBack()
    {
        var left = Frame(0);
        var queue = new FrameQueue(lanes: 2, batch: 2);
        await queue.WriteAsync(1, left, default);
        queue.Complete();
        queue.Dispose();
        Assert.Throws<ObjectDisposedException>(() => left.Pixels);
        Assert.Null(await queue.ReadAsync(0, default));
    }

    private static RgbFrame Frame(int mark)
    {
        var frame = RgbFrame.Rent(2, 2);
        frame.Pixels.Span.Fill((byte)mark);
        return frame;
    }
}
