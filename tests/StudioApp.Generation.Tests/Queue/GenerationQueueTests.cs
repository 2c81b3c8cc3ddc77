using StudioApp.Core.Generations;
using StudioApp.Core.People;

namespace StudioApp.Engine.Tests.Queue;

public sealed class GenerationQueueTests : StudioTest
{
    [Fact]
    public async Task SubmitAsync_OnlyAPrompt_TakesTheModelsDefaultsAndAFreshSeed()
    {
        var first = await Studio.Queue.SubmitAsync(new GenerationRequest { Prompt = " a fox " }, PersonId.Local, default);
        var second = await Studio.Queue.SubmitAsync(new GenerationRequest { Prompt = "a fox" }, PersonId.Local, default);

        Assert.Equal(("a fox", "lantern", 12, 4.5, 5), Seen(first.Value!.Settings));
        Assert.NotEqual(first.Value.Settings.Seed, second.Value!.Settings.Seed);
        Assert.Equal(first.Value.Settings, (await Studio.Store.FindAsync(first.Value.Id, default))?.Settings);

        static (string, string, int, double, int) Seen(GenerationSettings s) => (s.Prompt, s.Model, s.Steps, s.Guidance, s.Seconds);
    }

    [Fact]
    public async Task SubmitAsync_UnknownModel_IsRefusedWithWhatIsInstalled()
    {
        var refused = await Studio.Queue.SubmitAsync(new GenerationRequest { Prompt = "a fox", Model = "sora" }, PersonId.Local, default);

        Assert.Equal("generation.model-unknown", refused.Error?.Code);
        Assert.Contains("lantern", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Empty((await Studio.Store.ListAsync(new GenerationQuery(PersonId.Local), default)).Items);
    }

    [Fact]
    public async Task SubmitAsync_BadField_IsRefusedAndNothingIsQueued()
    {
        var refused = await Studio.Queue.SubmitAsync(new GenerationRequest { Prompt = "a fox", Seconds = 99 }, PersonId.Local, default);

        Assert.Equal(("generation.seconds-out-of-range", "seconds"), (refused.Error?.Code, refused.Error?.Field));
        Assert.Empty((await Studio.Store.ListAsync(new GenerationQuery(PersonId.Local), default)).Items);
    }

    [Fact]
    public async Task CancelAsync_SomebodyElses_IsNotFound()
    {
        var hers = await Studio.SubmitAsync("a fox", "mei");

        Assert.Equal("generation.not-found", (await Studio.Queue.CancelAsync(hers.Id, PersonId.Local, default)).Error?.Code);
        Assert.Equal("generation.not-found", (await Studio.Queue.PrioritiseAsync(hers.Id, PersonId.Local, GenerationPriority.High, default)).Error?.Code);
    }

    [Fact]
    public async Task CancelAsync_Succeeded_SaysThatItHasEnded()
    {
        var queued = await Studio.SubmitAsync("a fox");
        (await Studio.Generator.Started()).Succeed();
        await Studio.UntilAsync(queued.Id, GenerationState.Succeeded);

        Assert.Equal("generation.already-finished", (await Studio.Queue.CancelAsync(queued.Id, PersonId.Local, default)).Error?.Code);
    }

    [Fact]
    public async Task PrioritiseAsync_Running_SaysThatItNoLongerWaits()
    {
        var queued = await Studio.SubmitAsync("a fox");
        await Studio.Generator.Started();

        Assert.Equal("generation.not-waiting", (await Studio.Queue.PrioritiseAsync(queued.Id, PersonId.Local, GenerationPriority.High, default)).Error?.Code);
    }
}
