using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudioApp.Core.Generations;
using StudioApp.Core.People;
using StudioApp.TestKit.Clips;
using StudioApp.TestKit.Generations;
using StudioApp.TestKit.Pictures;

namespace StudioApp.Data.Tests.Stores;

public sealed class GenerationStoreTests : IAsyncLifetime
{
    private readonly TestDatabase _db = new();

    public Task InitializeAsync() => _db.InitializeAsync();

    public Task DisposeAsync() => _db.DisposeAsync();

    [Fact]
    public async Task FindAsync_WhatWasAdded_ComesBackWhole()
    {
        var generation = await _db.AddQueuedAsync(new GenerationBuilder()
            .WithPrompt("一只狐狸 \"quoted\" %_\\").By("mei").WithPriority(GenerationPriority.High)
            .StartingFrom(TestPicture.Id('a'), 0.35)
            .CreatedAt(GenerationBuilder.Noon.AddTicks(7)));

        Assert.Equal(generation, await _db.Generations.FindAsync(generation.Id, default));
    }

    [Fact]
    public async Task FindAsync_Unknown_IsNull() =>
        Assert.Null(await _db.Generations.FindAsync(GenerationId.New(GenerationBuilder.Noon), default));

    [Fact]
    public async Task TryStartAsync_RacingStarters_OneWins()
    {
        var queued = await _db.AddQueuedAsync();

        // two processes: each has its own writer gate, so only the compare-and-set in the database keeps them apart
        await using var other = TestDatabase.Services(_db.Folder, _db.Time);
        var theirs = other.GetRequiredService<IGenerationStore>();
        var starts = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            Task.Run(() => (i % 2 == 0 ? _db.Generations : theirs).TryStartAsync(queued.Id, 0, default))));

        var winner = Assert.Single(starts, s => s is not null)!;
        Assert.Equal(1, winner.Attempt);
        Assert.Equal("Queued0 Started1", await _db.HistoryAsync(queued.Id));
    }

    [Fact]
    public async Task TryStartAsync_SeenAnOlderAttempt_IsRefused()
    {
        var running = await _db.AddRunningAsync();
        await _db.Generations.TryAbandonAsync(running.Id, 1, default);

        Assert.Null(await _db.Generations.TryStartAsync(running.Id, 0, default));
        Assert.Equal(2, (await _db.Generations.TryStartAsync(running.Id, 1, default))?.Attempt);
    }

    [Fact]
    public async Task TrySucceedAsync_RunningAttempt_FinishesWithItsClip()
    {
        var running = await _db.AddRunningAsync();
        _db.Time.Advance(TimeSpan.FromSeconds(3));
        var clip = new ClipBuilder(running).Build();

        Assert.True(await _db.Generations.TrySucceedAsync(running.Id, 1, clip, default));

        var done = await _db.Generations.FindAsync(running.Id, default);
        Assert.Equal(running.Succeed(clip.Id, GenerationBuilder.Noon.AddSeconds(3)), done);
        Assert.Equal(clip, await _db.Clips.FindAsync(clip.Id, clip.Owner, default));
        Assert.Equal("Queued0 Started1 Succeeded1", await _db.HistoryAsync(running.Id));
    }

    [Fact]
    public async Task TrySucceedAsync_StaleAttempt_WritesNothing()
    {
        var zombie = await _db.AddRunningAsync();
        await _db.Generations.TryAbandonAsync(zombie.Id, 1, default);
        await _db.Generations.TryStartAsync(zombie.Id, 1, default);
        var clip = new ClipBuilder(zombie).Build();

        Assert.False(await _db.Generations.TrySucceedAsync(zombie.Id, 1, clip, default));
        Assert.False(await _db.Generations.TryFailAsync(zombie.Id, 1, GenerationErrors.OutputBlack(), default));
        Assert.False(await _db.Generations.TryStopAsync(zombie.Id, 1, default));
        Assert.Null(await _db.Generations.TryAbandonAsync(zombie.Id, 1, default));

        Assert.Null(await _db.Clips.FindAsync(clip.Id, clip.Owner, default));
        Assert.Equal(GenerationState.Running, (await _db.Generations.FindAsync(zombie.Id, default))?.State);
    }

    [Fact]
    public async Task TrySucceedAsync_ClipCannotBeWritten_LeavesTheRowRunning()
    {
        var first = await _db.AddClipAsync();
        var running = await _db.AddRunningAsync();
        var clashing = new ClipBuilder(running).Build() with { Id = first.Id };

        await Assert.ThrowsAsync<DbUpdateException>(() => _db.Generations.TrySucceedAsync(running.Id, 1, clashing, default));

        Assert.Equal(GenerationState.Running, (await _db.Generations.FindAsync(running.Id, default))?.State);
        Assert.Equal("Queued0 Started1", await _db.HistoryAsync(running.Id));
    }

    [Fact]
    public async Task TryFailAsync_RunningAttempt_KeepsTheWholeError()
    {
        var running = await _db.AddRunningAsync();
        var error = GenerationErrors.EncodingFailed("x264 said: \"no\"");

        Assert.True(await _db.Generations.TryFailAsync(running.Id, 1, error, default));

        var failed = await _db.Generations.FindAsync(running.Id, default);
        Assert.Equal(GenerationState.Failed, failed?.State);
        Assert.Equal(error, failed?.Error);
    }

    [Fact]
    public async Task TryFailAsync_ErrorWithAReason_KeepsBoth()
    {
        var running = await _db.AddRunningAsync();
        var error = GenerationErrors.ModelUnusable("lantern", Core.Models.ModelErrors.FileMissing("stage/model.onnx"));

        await _db.Generations.TryFailAsync(running.Id, 1, error, default);

        Assert.Equal(error, (await _db.Generations.FindAsync(running.Id, default))?.Error);
    }

    [Fact]
    public async Task TryAbandonAsync_TooManyDeaths_Fails()
    {
        var id = (await _db.AddQueuedAsync()).Id;
        for (var attempt = 1; attempt <= Generation.MaxDeaths; attempt++)
        {
            await _db.Generations.TryStartAsync(id, attempt - 1, default);
            await _db.Generations.TryAbandonAsync(id, attempt, default);
        }

        var failed = await _db.Generations.FindAsync(id, default);
        Assert.Equal(GenerationErrors.WorkerDied(Generation.MaxDeaths), failed?.Error);
        Assert.StartsWith("Queued0 Started1 Requeued1 Started2 Requeued2", await _db.HistoryAsync(id), StringComparison.Ordinal);
        Assert.EndsWith($"Started{Generation.MaxDeaths} Failed{Generation.MaxDeaths}", await _db.HistoryAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TryInterruptAsync_BetweenDeaths_IsNotOneOfThem()
    {
        var id = (await _db.AddQueuedAsync()).Id;
        await _db.Generations.TryStartAsync(id, 0, default);
        await _db.Generations.TryAbandonAsync(id, 1, default);
        await _db.Generations.TryStartAsync(id, 1, default);

        var waiting = await _db.Generations.TryInterruptAsync(id, 2, default);

        Assert.Equal((GenerationState.Queued, 2, 1), (waiting!.State, waiting.Attempt, waiting.Deaths));
        Assert.Equal(waiting, await _db.Generations.FindAsync(id, default));
        Assert.Null(await _db.Generations.TryInterruptAsync(id, 2, default)); // the fence: that attempt no longer runs
        Assert.Equal("Queued0 Started1 Requeued1 Started2 Interrupted2", await _db.HistoryAsync(id));
    }

    [Fact]
    public async Task TryPrioritiseAsync_HighAlready_RemembersTheLatestWish()
    {
        var queued = await _db.AddQueuedAsync();
        await _db.Generations.TryPrioritiseAsync(queued.Id, PersonId.Local, GenerationPriority.High, default);
        var wish = (await _db.Generations.FindAsync(queued.Id, default))?.RaisedAt;
        _db.Time.Advance(TimeSpan.FromSeconds(1));

        await _db.Generations.TryPrioritiseAsync(queued.Id, PersonId.Local, GenerationPriority.High, default);

        Assert.Equal(wish + TimeSpan.FromSeconds(1), (await _db.Generations.FindAsync(queued.Id, default))?.RaisedAt);
    }

    [Fact]
    public async Task CancelAsync_Queued_IsCancelledAtOnce()
    {
        var queued = await _db.AddQueuedAsync();

        Assert.Equal(GenerationState.Cancelled, (await _db.Generations.CancelAsync(queued.Id, PersonId.Local, default))?.State);
        Assert.Null(await _db.Generations.TryStartAsync(queued.Id, 0, default));
    }

    [Fact]
    public async Task CancelAsync_Running_IsAskedToStopAndThenStops()
    {
        var running = await _db.AddRunningAsync();

        var asked = await _db.Generations.CancelAsync(running.Id, PersonId.Local, default);
        await _db.Generations.CancelAsync(running.Id, PersonId.Local, default);
        Assert.Equal((GenerationState.Running, true), (asked!.State, asked.CancelRequested));

        Assert.True(await _db.Generations.TryStopAsync(running.Id, 1, default));
        Assert.Equal(GenerationState.Cancelled, (await _db.Generations.FindAsync(running.Id, default))?.State);
        Assert.Equal("Queued0 Started1 CancelRequested1 Cancelled1", await _db.HistoryAsync(running.Id));
    }

    [Fact]
    public async Task CancelAsync_RunningThenItsWorkerDies_IsNotRunAgain()
    {
        var running = await _db.AddRunningAsync();
        await _db.Generations.CancelAsync(running.Id, PersonId.Local, default);

        Assert.Equal(GenerationState.Cancelled, (await _db.Generations.TryAbandonAsync(running.Id, 1, default))?.State);
    }

    [Fact]
    public async Task CancelAsync_Finished_StaysAsItIs()
    {
        var clip = await _db.AddClipAsync();

        Assert.Equal(GenerationState.Succeeded, (await _db.Generations.CancelAsync(clip.Generation, PersonId.Local, default))?.State);
    }

    [Fact]
    public async Task CancelAsync_SomebodyElses_IsNotFound()
    {
        var hers = await _db.AddQueuedAsync(new GenerationBuilder().By("mei"));

        Assert.Null(await _db.Generations.CancelAsync(hers.Id, PersonId.Local, default));
        Assert.Null(await _db.Generations.TryPrioritiseAsync(hers.Id, PersonId.Local, GenerationPriority.High, default));
        Assert.Equal(hers, await _db.Generations.FindAsync(hers.Id, default));
    }

    [Fact]
    public async Task TryPrioritiseAsync_OnlyWhileItWaits()
    {
        var queued = await _db.AddQueuedAsync();

        Assert.Equal(GenerationPriority.High, (await _db.Generations.TryPrioritiseAsync(queued.Id, PersonId.Local, GenerationPriority.High, default))?.Priority);
        await _db.Generations.TryStartAsync(queued.Id, 0, default);
        Assert.Null(await _db.Generations.TryPrioritiseAsync(queued.Id, PersonId.Local, GenerationPriority.Low, default));
    }

    [Fact]
    public async Task ListOpenAsync_OldestFirstWithoutTheFinished()
    {
        await _db.AddClipAsync(new GenerationBuilder().CreatedAt(GenerationBuilder.Noon.AddMinutes(-1)));
        var later = await _db.AddQueuedAsync(new GenerationBuilder().CreatedAt(GenerationBuilder.Noon.AddMinutes(2)));
        var running = await _db.AddRunningAsync(new GenerationBuilder().CreatedAt(GenerationBuilder.Noon.AddMinutes(1)));

        Assert.Equal([running.Id, later.Id], (await _db.Generations.ListOpenAsync(default)).Select(g => g.Id));
    }

    [Fact]
    public async Task ListAsync_EqualTimestamps_PagesWithoutGapOrRepeat()
    {
        var all = new List<GenerationId>();
        for (var i = 0; i < 7; i++)
            all.Add((await _db.AddQueuedAsync()).Id);
        await _db.AddQueuedAsync(new GenerationBuilder().By("mei"));

        var seen = new List<GenerationId>();
        string? cursor = null;
        do
        {
            var page = await _db.Generations.ListAsync(new GenerationQuery(PersonId.Local, Cursor: cursor, Limit: 2), default);
            seen.AddRange(page.Items.Select(g => g.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(7, seen.Count);
        Assert.Equal(all.ToHashSet(), seen.ToHashSet());
    }

    [Fact]
    public async Task ListAsync_NewOnesArriveBetweenPages_AreNotMixedIn()
    {
        for (var i = 0; i < 4; i++)
            await _db.AddQueuedAsync(new GenerationBuilder().WithPrompt($"{i}").CreatedAt(GenerationBuilder.Noon.AddSeconds(i)));
        var first = await _db.Generations.ListAsync(new GenerationQuery(PersonId.Local, Limit: 2), default);
        await _db.AddQueuedAsync(new GenerationBuilder().WithPrompt("new").CreatedAt(GenerationBuilder.Noon.AddHours(1)));

        var second = await _db.Generations.ListAsync(new GenerationQuery(PersonId.Local, Cursor: first.NextCursor, Limit: 2), default);

        Assert.Equal(["3", "2", "1", "0"], first.Items.Concat(second.Items).Select(g => g.Settings.Prompt));
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public async Task ListAsync_ByState_OnlyThose()
    {
        await _db.AddQueuedAsync();
        var running = await _db.AddRunningAsync();

        var page = await _db.Generations.ListAsync(new GenerationQuery(PersonId.Local, GenerationState.Running), default);

        Assert.Equal(running.Id, Assert.Single(page.Items).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a cursor")]
    [InlineData("AAAA")]
    [InlineData("' OR 1=1 --")]
    public async Task ListAsync_BrokenCursor_IsRefused(string cursor) =>
        await Assert.ThrowsAsync<FormatException>(() => _db.Generations.ListAsync(new GenerationQuery(PersonId.Local, Cursor: cursor), default));
}
