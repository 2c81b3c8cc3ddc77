using Bunit;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.TestKit.Clips;
using StudioApp.TestKit.Generations;
using StudioApp.TestKit.Pictures;
using StudioApp.Web.Features.PromptStudio;
using StudioApp.Web.Features.PromptStudio.Components;

namespace StudioApp.Web.Tests.Features.PromptStudio.Components;

public sealed class ThreadMessageTests : ComponentTest
{
    private readonly Generation _queued = new GenerationBuilder().Build();

    private Generation Running => _queued.Start(GenerationBuilder.Noon);

    [Fact]
    public void Queued_ShowsItsPlace_AndOffersToGoFirst()
    {
        Feed.Places[_queued.Id] = 3;
        var moved = 0;

        var message = Show(_queued, onMoveToFront: () => moved++);
        message.FindAll("button").Single(b => b.TextContent == "Do this next").Click();

        Assert.Contains("Number 3 in the queue", message.Find("[role=status]").TextContent);
        Assert.Equal(1, moved);
    }

    [Fact]
    public void FromAPicture_ShowsIt_AndHowFarItGoes()
    {
        var picture = TestPicture.Id('a');

        var message = Show(new GenerationBuilder().StartingFrom(picture, 0.5).Build());

        Assert.Equal($"/api/v1/pictures/{picture}/thumbnail", message.Find(".bubble img").GetAttribute("src"));
        Assert.Contains("50", message.Find(".chips").TextContent);
        Assert.Empty(Show(_queued).FindAll(".bubble img"));
    }

    [Fact]
    public void NextInLine_HasNothingToOvertake()
    {
        Feed.Places[_queued.Id] = 1;

        Assert.DoesNotContain("Do this next", Show(_queued).Markup);
    }

    [Fact]
    public void Running_ShowsTheCanvasInItsRegion_StepsAndTimeLeft()
    {
        Feed.Progress[_queued.Id] = new GenerationProgress(GenerationPhase.Denoising, 9, 12, 0, 120, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6));

        Time.Advance(TimeSpan.FromSeconds(3));
        var message = Show(Running);

        Assert.NotNull(message.Find("section[aria-label='Live preview'] canvas"));
        Assert.Contains("Step 9 / 12", message.Markup);
        Assert.Contains("6 s left", message.Markup);
    }

    [Fact]
    public void Cancel_IsAskedOnce_AndSaysThatItStops()
    {
        var asked = 0;
        var message = Show(Running, onCancel: () => asked++);

        message.FindAll("button").Single(b => b.TextContent == "Cancel").Click();

        Assert.Equal(1, asked);
        Assert.True(message.FindAll("button").Single(b => b.TextContent == "Cancel").HasAttribute("disabled"));
        Assert.Contains("Stopping", message.Markup);
    }

    [Fact]
    public void Succeeded_PlaysTheClip_AndOffersWhatComesNext()
    {
        var clip = new ClipBuilder(Running).Build();
        var seeds = new List<bool>();

        var message = Show(Running.Succeed(clip.Id, GenerationBuilder.Noon), clip, onUseAgain: seeds.Add);
        foreach (var label in new[] { "Use again", "Same seed" })
            message.FindAll("button").Single(b => b.TextContent.Trim() == label).Click();

        Assert.EndsWith($"/clips/{clip.Id}/video", message.Find("article video").GetAttribute("src"));
        Assert.Contains("download=true", message.Find("a[download]").GetAttribute("href"));
        Assert.Equal([false, true], seeds);
    }

    [Fact]
    public void Failed_SaysWhyAndWhatToDo()
    {
        var message = Show(Running.Fail(GenerationErrors.FfmpegMissing(), GenerationBuilder.Noon));

        Assert.Contains("apt-get install ffmpeg", message.Find("[role=alert]").TextContent);
        Assert.Contains("Use again", message.Markup);
    }

    [Fact]
    public void ClipInTheTrash_IsNotPlayed()
    {
        var clip = new ClipBuilder(Running).Build() with { DeletedAt = GenerationBuilder.Noon };

        var message = Show(Running.Succeed(clip.Id, GenerationBuilder.Noon), clip);

        Assert.Empty(message.FindAll("video"));
        Assert.Contains("was deleted", message.Markup);
    }

    private IRenderedComponent<ThreadMessage> Show(
        Generation generation, Clip? clip = null, Action? onCancel = null, Action? onMoveToFront = null, Action<bool>? onUseAgain = null) =>
        Render<ThreadMessage>(p => p
            .Add(m => m.Entry, new ThreadEntry(generation, clip))
            .Add(m => m.ModelTitle, "Lantern")
            .Add(m => m.OnCancel, onCancel ?? (() => { }))
            .Add(m => m.OnMoveToFront, onMoveToFront ?? (() => { }))
            .Add(m => m.OnUseAgain, onUseAgain ?? (_ => { })));
}
