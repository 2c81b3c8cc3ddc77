using StudioApp.Core.Generations;
using StudioApp.Core.People;

namespace StudioApp.Engine.Tests.Dispatching;

public sealed class DispatchTests : StudioTest
{
    [Fact]
    public async Task Submitted_RunsAndBecomesAClipWithItsFiles()
    {
        var queued = await Studio.SubmitAsync("a fox");

        var run = await Studio.Generator.Started();
        Assert.Equal((queued.Id, 1), (run.Generation.Id, run.Generation.Attempt));
        run.Succeed();

        var clip = await Studio.ClipOfAsync(queued.Id);
        Assert.Equal(queued.Settings, clip.Settings);
        Assert.Equal(run.Draft.Key, clip.MediaKey);
        Assert.Equal(run.Draft.VideoPath, Studio.Get<Core.Media.IMediaStore>().Locate(clip, Core.Media.MediaDraft.VideoName));
    }

    [Fact]
    public async Task Several_OneAtATimeInTheOrderOfPriorityThenTurnsThenAge()
    {
        await Studio.SubmitAsync("ann 1", "ann");
        var first = await Studio.Generator.Started();
        await Studio.SubmitAsync("ann 2", "ann");
        await Studio.SubmitAsync("ann 3", "ann");
        await Studio.SubmitAsync("ann 4", "ann");
        await Studio.SubmitAsync("bob 1", "bob");
        await Studio.SubmitAsync("bob 2", "bob");
        var last = await Studio.SubmitAsync("ann high", "ann", GenerationPriority.High);
        Assert.Equal(1, Studio.Feed.QueuePositionOf(last.Id));

        var order = new List<string>();
        for (var run = first; ; run = await Studio.Generator.Started())
        {
            order.Add(run.Prompt);
            run.Succeed();
            await Studio.UntilAsync(run.Generation.Id, GenerationState.Succeeded);
            if (order.Count == 7)
                break;
        }

        Assert.Equal("ann 1", order[0]);
        Assert.Equal("ann high", order[1]);
        Assert.Equal(1, Studio.Generator.MostAtOnce);

        // ann has had turns before bob came, but he is not owed them: from then on they alternate until bob has none left
        var line = order[2..];
        Assert.Equal(["ann 2", "ann 3", "ann 4"], line.Where(p => p.StartsWith("ann")));
        Assert.Equal(["bob 1", "bob 2"], line.Where(p => p.StartsWith("bob")));
        Assert.True(line.IndexOf("bob 1") <= 1, string.Join(", ", order));
        Assert.True(line.IndexOf("bob 2") <= 3, string.Join(", ", order));
    }

    [Fact]
    public async Task Waiting_KnowTheirPlaces()
    {
        await Studio.SubmitAsync("running");
        var running = await Studio.Generator.Started();
        var second = await Studio.SubmitAsync("second");
        var third = await Studio.SubmitAsync("third");
        Assert.Equal((1, 2), (Studio.Feed.QueuePositionOf(second.Id), Studio.Feed.QueuePositionOf(third.Id)));
        Assert.Null(Studio.Feed.QueuePositionOf(running.Generation.Id));

        await Studio.Queue.PrioritiseAsync(third.Id, PersonId.Local, GenerationPriority.High, default);
        Assert.Equal((2, 1), (Studio.Feed.QueuePositionOf(second.Id), Studio.Feed.QueuePositionOf(third.Id)));

        running.Succeed();
        Assert.Equal(third.Id, (await Studio.Generator.Started()).Generation.Id);
        Assert.Null(Studio.Feed.QueuePositionOf(third.Id));
    }

    [Fact]
    public async Task DoThisNext_SaidOfTwoInTurn_TheLastOneGoesFirst()
    {
        await Studio.SubmitAsync("running");
        var running = await Studio.Generator.Started();
        var ids = new List<GenerationId>();
        foreach (var prompt in (string[])["first", "second", "third"])
            ids.Add((await Studio.SubmitAsync(prompt)).Id);

        await DoNextAsync(ids[1]);
        await DoNextAsync(ids[2]);
        Assert.Equal([3, 2, 1], ids.Select(Studio.Feed.QueuePositionOf));

        await DoNextAsync(ids[1]);
        Assert.Equal([3, 1, 2], ids.Select(Studio.Feed.QueuePositionOf));

        running.Succeed();
        Assert.Equal(ids[1], (await Studio.Generator.Started()).Generation.Id);

        Task DoNextAsync(GenerationId id) => Studio.Queue.PrioritiseAsync(id, PersonId.Local, GenerationPriority.High, default);
    }

    [Fact]
    public async Task Cancel_Queued_NeverRuns()
    {
        await Studio.SubmitAsync("running");
        var running = await Studio.Generator.Started();
        var waiting = await Studio.SubmitAsync("waiting");
        var next = await Studio.SubmitAsync("next");

        var cancelled = await Studio.Queue.CancelAsync(waiting.Id, PersonId.Local, default);
        Assert.Equal(GenerationState.Cancelled, cancelled.Value?.State);
        Assert.Equal(1, Studio.Feed.QueuePositionOf(next.Id));

        running.Succeed();
        Assert.Equal(next.Id, (await Studio.Generator.Started()).Generation.Id);
    }

    [Fact]
    public async Task Cancel_Running_StopsTheGeneratorAndTheNextOneStarts()
    {
        var doomed = await Studio.SubmitAsync("doomed");
        var next = await Studio.SubmitAsync("next");
        var run = await Studio.Generator.Started();

        var asked = await Studio.Queue.CancelAsync(doomed.Id, PersonId.Local, default);
        Assert.True(asked.Value?.CancelRequested);

        await Studio.UntilAsync(doomed.Id, GenerationState.Cancelled);
        Assert.True(run.Token.IsCancellationRequested);
        Assert.False(Directory.Exists(run.Draft.Folder));
        Assert.Equal(next.Id, (await Studio.Generator.Started()).Generation.Id);
    }

    [Fact]
    public async Task Cancel_Twice_IsNoError()
    {
        var doomed = await Studio.SubmitAsync("doomed");
        await Studio.Generator.Started();

        await Studio.Queue.CancelAsync(doomed.Id, PersonId.Local, default);
        await Studio.UntilAsync(doomed.Id, GenerationState.Cancelled);
        var again = await Studio.Queue.CancelAsync(doomed.Id, PersonId.Local, default);

        Assert.True(again.Succeeded);
    }

    [Fact]
    public async Task ManyTabsAtOnce_EachRunsOnce()
    {
        var submitted = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Studio.SubmitAsync($"clip {i}", $"person {i % 3}")));
        for (var i = 0; i < submitted.Length; i++)
            (await Studio.Generator.Started()).Succeed();
        foreach (var generation in submitted)
            await Studio.UntilAsync(generation.Id, GenerationState.Succeeded);

        Assert.Equal(submitted.Select(g => g.Id).ToHashSet(), Studio.Generator.Runs.Select(r => r.Generation.Id).ToHashSet());
        Assert.Equal(20, Studio.Generator.Runs.Count);
        Assert.Equal(1, Studio.Generator.MostAtOnce);
    }
}
