using System.Text.Json;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using StudioApp.Core.Clips;
using StudioApp.Core.Pictures;
using StudioApp.TestKit.Generations;
using StudioApp.TestKit.Pictures;
using StudioApp.Web.Features.Gallery;

namespace StudioApp.Web.Tests.Features.Gallery;

public sealed class ClipPageTests : GalleryTest
{
    private IRenderedComponent<ClipPage> Open(string id, string query = "")
    {
        Navigation.NavigateTo($"/clips/{id}{query}");
        return Render<ClipPage>(p => p.Add(c => c.Id, id));
    }

    [Fact]
    public async Task Clip_PlaysInAnArticle_NamedByItsPrompt()
    {
        var fox = await MakeAsync("a fox");

        var page = Open(fox.Id.ToString());

        Assert.Equal("a fox", page.Find("article h1").TextContent);
        Assert.Equal($"/api/v1/clips/{fox.Id}/video", page.Find("article video").GetAttribute("src"));
        Assert.Equal($"/api/v1/clips/{fox.Id}/poster", page.Find("article video").GetAttribute("poster"));
        Assert.Equal("256", page.Find("article video").GetAttribute("width"));
    }

    [Fact]
    public async Task Settings_AreAllThere()
    {
        var page = Open((await MakeAsync("a fox")).Id.ToString());

        var settings = page.FindAll("dl > div").ToDictionary(d => d.QuerySelector("dt")!.TextContent, d => d.QuerySelector("dd")!.TextContent);
        Assert.Equal("42", settings["Seed"]);
        Assert.Equal("12", settings["Steps"]);
        Assert.Equal("4.5", settings["Guidance"]);
        Assert.Equal("blurry", settings["Negative prompt"]);
        Assert.Equal("256 × 256 (1:1)", settings["Picture"]);
        Assert.Equal("5 s (120 frames, 24 a second)", settings["Length"]);
        Assert.Equal("3.3 s on CPU (2 threads)", settings["Took"]);
    }

    [Fact]
    public async Task Settings_OfAClipFromAPicture_ShowIt()
    {
        var picture = TestPicture.Id('a');

        var page = Open((await MakeAsync("a fox", new GenerationBuilder().StartingFrom(picture, 0.5))).Id.ToString());

        var row = page.FindAll("dl > div").Single(d => d.QuerySelector("dt")!.TextContent == "Start picture");
        Assert.Equal($"/api/v1/pictures/{picture}", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal($"/api/v1/pictures/{picture}/thumbnail", row.QuerySelector("img")!.GetAttribute("src"));
        Assert.Contains("50", row.QuerySelector("dd")!.TextContent);
        using var copied = JsonDocument.Parse(page.Find("[data-copy]").GetAttribute("data-copy")!);
        Assert.Equal((picture.Value, 0.5), (copied.RootElement.GetProperty("startPicture").GetString(), copied.RootElement.GetProperty("strength").GetDouble()));
    }

    [Fact]
    public async Task StartFromThisFrame_TakesWhatThePlayerShows_AndLeadsToTheComposer()
    {
        var page = await OpenWithFilesAsync(moment: 1.25);

        var clicked = FrameButton(page).ClickAsync(new MouseEventArgs());
        Assert.True(FrameButton(page).HasAttribute("disabled"));
        Intake.Answer(new Picture(TestPicture.Id('d'), 256, 256));
        await clicked;

        Assert.Equal(TimeSpan.FromSeconds(1.25), Assert.Single(Intake.Frames).At);
        Assert.EndsWith($"/?picture={TestPicture.Id('d')}", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartFromThisFrame_ThatCannotBeTaken_SaysWhy_AndStays()
    {
        var page = await OpenWithFilesAsync(moment: 0);
        Intake.Answer(PictureErrors.Damaged());

        await FrameButton(page).ClickAsync(new MouseEventArgs());

        Assert.Contains("damaged", page.Find("[role=alert]").TextContent);
        Assert.Contains("/clips/", Navigation.Uri);
    }

    private async Task<IRenderedComponent<ClipPage>> OpenWithFilesAsync(double moment)
    {
        var listener = JSInterop.SetupModule("./Features/Gallery/ClipPage.razor.js").SetupModule("listen", _ => true);
        listener.Setup<double>("moment").SetResult(moment);
        var fox = await MakeAsync("a fox");
        await File.WriteAllTextAsync((await Media.OpenDraftAsync(fox.Generation, 1, default)).VideoPath, "video");
        var page = Open(fox.Id.ToString());
        return page;
    }

    private static IElement FrameButton(IRenderedComponent<ClipPage> page) => page.Find("[data-act=frame]");

    [Fact]
    public async Task CopiedSettings_AreARequestOfTheApi()
    {
        var page = Open((await MakeAsync("a “quoted” 狐狸")).Id.ToString());

        var copied = page.Find("[data-copy]").GetAttribute("data-copy")!;
        using var json = JsonDocument.Parse(copied);
        Assert.Equal("a “quoted” 狐狸", json.RootElement.GetProperty("prompt").GetString());
        Assert.Equal(42, json.RootElement.GetProperty("seed").GetInt64());
        Assert.Equal("1:1", json.RootElement.GetProperty("aspect").GetString());
        Assert.Contains("狐狸", copied);
    }

    [Fact]
    public async Task UseAgainAndSameSeed_LeadToTheComposer()
    {
        var fox = await MakeAsync("a fox");

        var page = Open(fox.Id.ToString());

        Assert.Equal($"/?from={fox.Id}", LinkOf(page, "Use again").GetAttribute("href"));
        Assert.Equal($"/?from={fox.Id}&seed=keep", LinkOf(page, "Same seed").GetAttribute("href"));
        Assert.True(LinkOf(page, "Download").HasAttribute("download"));
    }

    [Fact]
    public async Task Neighbours_FollowTheFilter()
    {
        var clips = await MakeManyAsync("a fox", "a whale", "a second fox", "a third fox");

        var page = Open(clips[2].Id.ToString(), "?q=fox");

        Assert.Equal($"/clips/{clips[3].Id}?q=fox", page.Find("[data-act=newer]").GetAttribute("href"));
        Assert.Equal($"/clips/{clips[0].Id}?q=fox", page.Find("[data-act=older]").GetAttribute("href"));
        Assert.Equal("/gallery?q=fox", LinkOf(page, "Gallery").GetAttribute("href"));
    }

    [Fact]
    public async Task Newest_HasNothingNewer()
    {
        var page = Open((await MakeAsync("a fox")).Id.ToString());

        Assert.Equal("true", page.Find("[data-act=newer]").GetAttribute("aria-disabled"));
        Assert.Null(page.Find("[data-act=newer]").GetAttribute("href"));
    }

    [Fact]
    public async Task Favourite_TogglesAtOnce_AndIsKept()
    {
        var fox = await MakeAsync("a fox");
        var page = Open(fox.Id.ToString());

        page.Find("[data-act=favourite]").Click();

        page.WaitForAssertion(() => Assert.Equal("true", page.Find("[data-act=favourite]").GetAttribute("aria-pressed")));
        Assert.True((await StoredAsync(fox)).Favourite);
    }

    [Fact]
    public async Task Delete_GoesOnToTheOlderClip_AndCanBeUndoneFromThere()
    {
        var clips = await MakeManyAsync("a fox", "a whale");
        var messages = Render<MudSnackbarProvider>();
        var page = Open(clips[1].Id.ToString());

        page.Find("[data-act=delete]").Click();

        page.WaitForAssertion(() => Assert.EndsWith($"/clips/{clips[0].Id}", Navigation.Uri));
        Assert.NotNull((await StoredAsync(clips[1])).DeletedAt);

        messages.WaitForElement(".mud-snackbar-action-button").Click();

        messages.WaitForState(() => Feed.Published.Count == 2);
        Assert.Null((await StoredAsync(clips[1])).DeletedAt);
    }

    [Fact]
    public async Task DeletedClip_SaysSo_AndCanBeRestored()
    {
        var fox = await MakeAsync("a fox");
        await Clips.SetDeletedAsync(fox.Id, fox.Owner, true, default);
        var page = Open(fox.Id.ToString());
        Assert.Contains("in the trash", page.Find(".trashed").TextContent);
        Assert.Empty(page.FindAll("[data-act=delete]"));

        page.Find(".trashed button").Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".trashed")));
        Assert.Null((await StoredAsync(fox)).DeletedAt);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0193b8f0a1b27c3d8e4f5a6b7c8d9e0f")]
    public void Unknown_SaysThatItIsNotHere(string id)
    {
        var page = Open(id);

        Assert.Equal("This clip is not here", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("article"));
    }

    [Fact]
    public async Task HeartInAnotherTab_ShowsHere()
    {
        var fox = await MakeAsync("a fox");
        var page = Open(fox.Id.ToString());

        Feed.Publish(new ClipNews(fox with { Favourite = true }));

        page.WaitForAssertion(() => Assert.Equal("true", page.Find("[data-act=favourite]").GetAttribute("aria-pressed")));
    }

    [Fact]
    public async Task Script_InAPrompt_StaysText()
    {
        var page = Open((await MakeAsync("<script>alert(1)</script> a fox")).Id.ToString());

        Assert.Equal("<script>alert(1)</script> a fox", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("script"));
    }

    private static IElement LinkOf(IRenderedComponent<ClipPage> page, string text) =>
        page.FindAll("a").Single(a => a.TextContent.Trim() == text);
}
