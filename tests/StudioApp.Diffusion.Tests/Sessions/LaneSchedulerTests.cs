using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Tests.Sessions;

public sealed class LaneSchedulerTests
{
    [Fact]
    public async Task Run_AfterAnAwait_GoesOnOnALane()
    {
        using var lanes = new LaneScheduler(1, "lane");
        var elsewhere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var name = lanes.Run(async () =>
        {
            await elsewhere.Task;
            return Thread.CurrentThread.Name;
        });
        elsewhere.SetResult();

        Assert.Equal("lane 0", await name);
    }

    [Fact]
    public async Task Run_AsManyAsLanes_RunAtTheSameTime()
    {
        using var lanes = new LaneScheduler(3, "lane");
        using var together = new Barrier(3);

        // each waits for the others: fewer threads would never get here
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => lanes.Run(() => together.SignalAndWait())));
    }

    [Fact]
    public async Task Run_Throws_TheTaskCarriesIt()
    {
        using var lanes = new LaneScheduler(1, "lane");
        await Assert.ThrowsAsync<InvalidOperationException>(() => lanes.Run(() => throw new InvalidOperationException()));
    }

    [Fact]
    public async Task ForkJoin_FromALane_ReturnsWhenAllAreDone()
    {
        using var lanes = new LaneScheduler(3, "lane");
        using var together = new Barrier(3);
        var done = new bool[3];
        await lanes.Run(() =>
        {
            lanes.ForkJoin(3, i =>
            {
                together.SignalAndWait();
                done[i] = true;
            });
            Assert.All(done, Assert.True);
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task ForkJoin_OneThrows_TheCallerSeesIt(int thrower)
    {
        using var lanes = new LaneScheduler(3, "lane");
        await Assert.ThrowsAsync<FormatException>(() => lanes.Run(() => lanes.ForkJoin(3, i =>
        {
            if (i == thrower)
                throw new FormatException();
        })));
    }
}
