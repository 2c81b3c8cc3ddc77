using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.TestKit.Generations;

namespace StudioApp.Core.Tests.Generations;

public sealed class GenerationTests
{
    private static readonly DateTimeOffset Later = GenerationBuilder.Noon.AddSeconds(10);
    private static readonly ClipId Clip = ClipId.New(Later);

    private readonly Generation _queued = new GenerationBuilder().Build();

    private Generation Running => _queued.Start(GenerationBuilder.Noon);

    [Fact]
    public void Start_Queued_RunsItsFirstAttempt()
    {
        var running = _queued.Start(Later);

        Assert.Equal((GenerationState.Running, 1, Later), (running.State, running.Attempt, running.StartedAt));
    }

    [Fact]
    public void Succeed_Running_HasItsClipAndNoError()
    {
        var done = Running.Succeed(Clip, Later);

        Assert.Equal((GenerationState.Succeeded, Clip, Later), (done.State, done.ClipId, done.FinishedAt));
        Assert.Null(done.Error);
    }

    [Fact]
    public void Fail_Running_HasItsErrorAndNoClip()
    {
        var failed = Running.Fail(GenerationErrors.OutputBlack(), Later);

        Assert.Equal((GenerationState.Failed, Later), (failed.State, failed.FinishedAt));
        Assert.Equal(GenerationErrors.OutputBlack(), failed.Error);
        Assert.Null(failed.ClipId);
    }

    [Fact]
    public void Abandon_FirstTime_WaitsAgainAndForgetsItsStart()
    {
        var waiting = Running.Abandon(Later);

        Assert.Equal((GenerationState.Queued, 1), (waiting.State, waiting.Attempt));
        Assert.Null(waiting.StartedAt);
        Assert.Equal(2, waiting.Start(Later).Attempt);
    }

    [Fact]
    public void Abandon_TooOften_Fails()
    {
        var generation = _queued;
        for (var death = 1; death <= Generation.MaxDeaths; death++)
            generation = generation.Start(Later).Abandon(Later);

        Assert.Equal(GenerationState.Failed, generation.State);
        Assert.Equal(GenerationErrors.WorkerDied(Generation.MaxDeaths), generation.Error);
    }

    [Fact]
    public void Abandon_AskedToStop_IsCancelledAndNotRunAgain() =>
        Assert.Equal(GenerationState.Cancelled, Running.Cancel(Later).Abandon(Later).State);

    [Fact]
    public void Interrupt_HoweverOften_WaitsAgainAsANewAttempt()
    {
        var generation = _queued;
        for (var stop = 1; stop <= 3 * Generation.MaxDeaths; stop++)
        {
            generation = generation.Start(Later).Interrupt(Later);
            Assert.Equal((GenerationState.Queued, stop, 0), (generation.State, generation.Attempt, generation.Deaths));
            Assert.Null(generation.StartedAt);
        }
    }

    [Fact]
    public void Interrupt_BetweenDeaths_NeitherCountsNorForgivesThem()
    {
        var generation = _queued;
        for (var death = 1; death < Generation.MaxDeaths; death++)
            generation = generation.Start(Later).Abandon(Later).Start(Later).Interrupt(Later);

        Assert.Equal((GenerationState.Queued, Generation.MaxDeaths - 1), (generation.State, generation.Deaths));
        Assert.Equal(GenerationErrors.WorkerDied(Generation.MaxDeaths), generation.Start(Later).Abandon(Later).Error);
    }

    [Fact]
    public void Interrupt_AskedToStop_IsCancelledAndNotRunAgain() =>
        Assert.Equal(GenerationState.Cancelled, Running.Cancel(Later).Interrupt(Later).State);

    [Fact]
    public void Cancel_Queued_AtOnce() =>
        Assert.Equal((GenerationState.Cancelled, Later), (_queued.Cancel(Later).State, _queued.Cancel(Later).FinishedAt));

    [Fact]
    public void Cancel_Running_IsAskedAndThenStopped()
    {
        var asked = Running.Cancel(Later);

        Assert.Equal((GenerationState.Running, true), (asked.State, asked.CancelRequested));
        Assert.Equal(asked, asked.Cancel(Later));
        Assert.Equal(GenerationState.Cancelled, asked.Stopped(Later).State);
    }

    [Fact]
    public void Cancel_Finished_ChangesNothing()
    {
        foreach (var finished in new[] { Running.Succeed(Clip, Later), Running.Fail(GenerationErrors.OutputBlack(), Later), Running.Stopped(Later) })
            Assert.Equal(finished, finished.Cancel(Later));
    }

    [Fact]
    public void Transitions_FromTheWrongState_Throw()
    {
        var done = Running.Succeed(Clip, Later);

        Assert.Throws<InvalidOperationException>(() => Running.Start(Later));
        Assert.Throws<InvalidOperationException>(() => done.Start(Later));
        Assert.Throws<InvalidOperationException>(() => _queued.Succeed(Clip, Later));
        Assert.Throws<InvalidOperationException>(() => done.Fail(GenerationErrors.OutputBlack(), Later));
        Assert.Throws<InvalidOperationException>(() => _queued.Abandon(Later));
        Assert.Throws<InvalidOperationException>(() => done.Stopped(Later));
    }

    [Theory]
    [InlineData(GenerationState.Queued, true)]
    [InlineData(GenerationState.Running, true)]
    [InlineData(GenerationState.Succeeded, false)]
    [InlineData(GenerationState.Failed, false)]
    [InlineData(GenerationState.Cancelled, false)]
    public void IsOpen_UntilItHasEnded(GenerationState state, bool open)
    {
        Assert.Equal(open, state.IsOpen);
        Assert.Equal(!open, state.IsFinished);
    }
}
