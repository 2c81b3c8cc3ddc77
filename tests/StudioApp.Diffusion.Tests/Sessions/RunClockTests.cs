using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Tests.Sessions;

public sealed class RunClockTests
{
    [Fact]
    public void Read_OverlappingRuns_CountTheWallOnceAndTheSumTwice()
    {
        var clock = new RunClock();
        var first = clock.Enter();
        var second = clock.Enter();
        SpinWait.SpinUntil(() => clock.Read().Wall > TimeSpan.FromMilliseconds(2));
        clock.Leave(second);
        clock.Leave(first);

        var read = clock.Read();
        Assert.Equal(2, read.Runs);
        Assert.InRange(read.Summed, read.Wall, read.Wall * 2);
        Assert.True(read.Summed > read.Wall);
    }

    [Fact]
    public void Read_NothingRuns_StandsStill()
    {
        var clock = new RunClock();
        clock.Leave(clock.Enter());
        Assert.Equal(clock.Read(), clock.Read());
        Assert.Equal(default, clock.Read() - clock.Read());
    }
}
