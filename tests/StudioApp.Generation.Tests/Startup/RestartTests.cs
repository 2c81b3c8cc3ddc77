using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Core.People;
using StudioApp.Data;
using StudioApp.Data.Sqlite;
using StudioApp.TestKit.Generations;

namespace StudioApp.Engine.Tests.Startup;

public sealed class RestartTests : StudioTest
{
    [Fact]
    public async Task StoppedMidJob_RunningOneWaitsAgainCleanly()
    {
        var first = await Studio.SubmitAsync("first");
        var second = await Studio.SubmitAsync("second");
        await Studio.Generator.Started();

        await RestartAsync();

        var run = await Studio.Generator.Started();
        Assert.Equal((first.Id, 2), (run.Generation.Id, run.Generation.Attempt));
        Assert.Single(Studio.MediaFolders());
        run.Succeed();
        (await Studio.Generator.Started()).Succeed();
        await Studio.UntilAsync(second.Id, GenerationState.Succeeded);
    }

    [Fact]
    public async Task StoppedMoreOftenThanAWorkerMayDie_StillWaitsAndSucceeds()
    {
        var queued = await Studio.SubmitAsync("a long one");
        for (var stop = 1; stop <= Generation.MaxDeaths + 1; stop++)
        {
            Assert.Equal(stop, (await Studio.Generator.Started()).Generation.Attempt);
            await RestartAsync();
        }

        (await Studio.Generator.Started()).Succeed();

        var done = await Studio.UntilAsync(queued.Id, GenerationState.Succeeded);
        Assert.Equal((Generation.MaxDeaths + 2, 0), (done.Attempt, done.Deaths));
    }

    [Fact]
    public async Task KilledMidJob_RunningOneStartsAgainAtOnceAndItsHalfFilesAreGone()
    {
        await StopAsync();
        var (running, draft) = await LeaveBehindARunningOneAsync();

        var since = TimeProvider.System.GetTimestamp();
        await RestartAsync();
        var run = await Studio.Generator.Started();

        Assert.Equal((running.Id, 2), (run.Generation.Id, run.Generation.Attempt));
        Assert.False(Directory.Exists(draft.Folder));
        Assert.True(TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(10), "an orphan must not wait for the lease of 15 s");
    }

    [Fact]
    public async Task CancelledJustBeforeTheKill_IsNotRunAgain()
    {
        await StopAsync();
        var (running, _) = await LeaveBehindARunningOneAsync(cancelled: true);

        await RestartAsync();

        Assert.Equal(GenerationState.Cancelled, (await Studio.UntilAsync(running.Id, GenerationState.Cancelled)).State);
        Assert.Empty(Studio.MediaFolders());
    }

    [Fact]
    public async Task SecondStudioOnTheSameFolder_IsRefusedAndTheFirstGoesOn()
    {
        await Assert.ThrowsAsync<DataFolderInUseException>(() => TestStudio.StartAsync(Folder.Path));

        var queued = await Studio.SubmitAsync("still here");
        (await Studio.Generator.Started()).Succeed();
        await Studio.UntilAsync(queued.Id, GenerationState.Succeeded);
    }

    /// <summary>What a kill -9 leaves: a running row and a draft, with nobody who works on it.</summary>
    private async Task<(Generation Running, MediaDraft Draft)> LeaveBehindARunningOneAsync(bool cancelled = false)
    {
        await using var data = new ServiceCollection()
            .AddLogging()
            .AddSingleton(Options.Create(new StorageOptions { DataFolder = Folder.Path }))
            .AddStudioData()
            .AddSqlite()
            .BuildServiceProvider();
        var store = data.GetRequiredService<IGenerationStore>();
        var queued = new GenerationBuilder().Build();
        await store.AddAsync(queued, default);
        var running = (await store.TryStartAsync(queued.Id, 0, default))!; // nobody else is there to start it
        if (cancelled)
            await store.CancelAsync(queued.Id, PersonId.Local, default);
        var draft = await data.GetRequiredService<IMediaStore>().OpenDraftAsync(running.Id, 1, default);
        await File.WriteAllTextAsync(draft.VideoPath + ".part", "half");
        return (running, draft);
    }
}
