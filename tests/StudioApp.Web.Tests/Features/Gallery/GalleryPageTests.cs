using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using StudioApp.Core.Clips;
using StudioApp.Web.Features.Gallery;
using StudioApp.Web.Tests.Fakes;

namespace StudioApp.Web.Tests.Features.Gallery;

public sealed class GalleryPageTests : GalleryTest
{
    private IRenderedComponent<GalleryPage> Open(string address = "/gallery", bool atTop = true)
    {
        var grid = JSInterop.SetupModule("./Features/Gallery/Components/ClipGrid.razor.js");
        var browser = grid.SetupModule(call => call.Identifier == "listen");
        browser.Setup<bool>("isAtTop").SetResult(atTop);
        browser.SetupVoid("scrollToTop").SetVoidResult();
        browser.SetupVoid("stop").SetVoidResult();
        Navigation.NavigateTo(address);
        var page = Render<GalleryPage>();
        page.WaitForAssertion(() => Assert.DoesNotContain("skeletons", page.Markup));
        return page;
    }

    [Fact]
    public async Task Clips_AreArticles_NamedByTheirPrompts_NewestFirst()
    {
        await MakeManyAsync("a fox", "a whale");

        var page = Open();

        Assert.Equal(["a whale", "a fox"], NamesOf(page));
        Assert.Equal("2 clips", page.Find(".page-header p").TextContent);
    }

    [Fact]
    public async Task Count_OfOne_IsSingular_AndIsCountedInTheReadersLanguage()
    {
        await MakeAsync("a fox");
        using var _ = new CultureScope("zh-Hans");

        Assert.Equal("1 个片段", Open().Find(".page-header p").TextContent);
    }

    [Fact]
    public void Empty_TeachesAndOffersAnExample()
    {
        var page = Open();

        Assert.Equal("Your clips will hang here", page.Find("h2").TextContent);
        Assert.Equal("/?prompt=a%20fox%20moving%20right%20in%20the%20forest%20at%20sunset", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task NoMatch_SaysWhichWords_AndLeadsBack()
    {
        await MakeAsync("a fox");

        var page = Open("/gallery?q=submarine");

        Assert.Equal("No clip has “submarine”", page.Find("h2").TextContent);
        Assert.Equal("/gallery", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task NoFavourites_SaysHowToGiveOne()
    {
        await MakeAsync("a fox");

        Assert.Equal("No favourites yet", Open("/gallery?fav=1").Find("h2").TextContent);
    }

    [Fact]
    public async Task Typing_FiltersAfterAPause_AndTheAddressKeepsIt()
    {
        await MakeManyAsync("a fox", "a whale");
        var page = Open();

        page.Find("#gallery-search").Input("fo");
        page.Find("#gallery-search").Input("fox");
        Assert.EndsWith("/gallery", Navigation.Uri);

        Time.Advance(TimeSpan.FromMilliseconds(300));

        page.WaitForAssertion(() => Assert.EndsWith("/gallery?q=fox", Navigation.Uri));
        page.WaitForAssertion(() => Assert.Equal(["a fox"], NamesOf(page)));
    }

    [Fact]
    public async Task FavouritesButton_FiltersAndSaysSo()
    {
        var (fox, _) = (await MakeAsync("a fox"), await MakeAsync("a whale"));
        await Clips.SetFavouriteAsync(fox.Id, fox.Owner, true, default);
        var page = Open();

        FavouritesOf(page).Click();

        page.WaitForAssertion(() => Assert.Equal(["a fox"], NamesOf(page)));
        Assert.EndsWith("/gallery?fav=1", Navigation.Uri);
        Assert.Equal("true", FavouritesOf(page).GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task ClipLinks_KeepTheFilter()
    {
        var fox = await MakeAsync("a fox");

        Assert.Equal($"/clips/{fox.Id}?q=fox", Open("/gallery?q=fox").Find("article a").GetAttribute("href"));
    }

    [Fact]
    public async Task Heart_TogglesAtOnce()
    {
        var fox = await MakeAsync("a fox");
        var page = Open();

        page.Find("[data-act=favourite]").Click();

        page.WaitForAssertion(() => Assert.Equal("true", page.Find("[data-act=favourite]").GetAttribute("aria-pressed")));
        Assert.True((await StoredAsync(fox)).Favourite);
    }

    [Fact]
    public async Task Delete_TakesItAway_AndUndoBringsItBack()
    {
        var (fox, _) = (await MakeAsync("a fox"), await MakeAsync("a whale"));
        var messages = Render<MudSnackbarProvider>();
        var page = Open();

        page.FindAll("[data-act=delete]")[1].Click();

        page.WaitForAssertion(() => Assert.Equal(["a whale"], NamesOf(page)));
        messages.WaitForAssertion(() => Assert.Contains("Clip moved to the trash", messages.Markup));

        messages.FindAll("button").Single(b => b.TextContent.Trim() == "Undo").Click();

        // the news of the undo waits for the interval after the news of the delete
        Assert.True(SpinWait.SpinUntil(() =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
            return NamesOf(page).SequenceEqual(["a whale", "a fox"]);
        }, TimeSpan.FromSeconds(10)));
        Assert.Null((await StoredAsync(fox)).DeletedAt);
    }

    [Fact]
    public async Task ClipThatFinishes_WhileTheGalleryIsOpen_Appears()
    {
        await MakeAsync("a fox");
        var page = Open();

        Feed.Publish(new ClipNews(await MakeAsync("an owl")));

        page.WaitForAssertion(() => Assert.Equal(["an owl", "a fox"], NamesOf(page)));
    }

    [Fact]
    public async Task ClipThatFinishes_WhileOneLooksFurtherDown_WaitsToBeAskedFor()
    {
        await MakeAsync("a fox");
        var page = Open(atTop: false);

        Feed.Publish(new ClipNews(await MakeAsync("an owl")));

        page.WaitForAssertion(() => Assert.Contains("1 new clip", page.Find(".arrived").TextContent));
        Assert.Equal(["a fox"], NamesOf(page));

        page.Find(".arrived").Click();

        page.WaitForAssertion(() => Assert.Equal(["an owl", "a fox"], NamesOf(page)));
        Assert.Empty(page.FindAll(".arrived"));
    }

    [Fact]
    public async Task ManyClips_OnlyThoseNearTheScreen_Exist()
    {
        for (var i = 0; i < 60; i++)
            await MakeAsync($"clip {i}");
        var page = Open();

        Assert.Equal("60 clips", page.Find(".page-header p").TextContent);
        Assert.Equal(GalleryViewModel.FirstPaint, page.FindAll("article").Count);
    }

    [Fact]
    public async Task Prerendered_ShowsTheClips_AndListensToNothing()
    {
        await MakeAsync("a fox");
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        var page = Open();
        Feed.Publish(new ClipNews(await MakeAsync("an owl")));

        Assert.Equal(["a fox"], NamesOf(page));
    }

    private static IElement FavouritesOf(IRenderedComponent<GalleryPage> page) => page.Find(".filters > button");

    private static IEnumerable<string> NamesOf(IRenderedComponent<GalleryPage> page) =>
        page.FindAll("article").Select(a => page.Find($"#{a.GetAttribute("aria-labelledby")}").TextContent);
}
