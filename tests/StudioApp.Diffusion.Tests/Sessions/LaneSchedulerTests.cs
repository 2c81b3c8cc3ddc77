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
}
