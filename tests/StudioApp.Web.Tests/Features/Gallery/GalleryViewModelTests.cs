using Microsoft.Extensions.DependencyInjection;
using StudioApp.Core.Clips;
using StudioApp.Core.People;
using StudioApp.Web.Features.Gallery;

namespace StudioApp.Web.Tests.Features.Gallery;

public sealed class GalleryViewModelTests : GalleryTest
{
    private GalleryViewModel Model => field ??= Services.GetRequiredService<GalleryViewModel>();

    private IEnumerable<string?> Shown => Enumerable.Range(0, Model.Total ?? 0).Select(place => Model.At(place)?.Settings.Prompt);

    [Fact]
    public async Task LoadAsync_ShowsTheNewestFirst()
    {
        await MakeManyAsync("a fox", "a whale", "an owl");

        await Model.LoadAsync(GalleryFilter.Everything, default);

        Assert.Equal(["an owl", "a whale", "a fox"], Shown);
    }

    [Fact]
    public async Task EnsureAsync_BeyondTheFirstPaint_ReadsOnlyWhatIsMissing()
    {
        for (var i = 0; i < GalleryViewModel.FirstPaint + 6; i++)
            await MakeAsync($"clip {i}");
        await Model.LoadAsync(GalleryFilter.Everything, default);
        Assert.Null(Model.At(GalleryViewModel.FirstPaint));

        await Model.EnsureAsync(20, 100, default);

        Assert.Equal("clip 0", Model.At(GalleryViewModel.FirstPaint + 5)?.Settings.Prompt);
    }

    [Fact]
    public async Task Heart_ShowsAtOnce_IsKept_AndIsTold()
    {
        var (fox, _) = (await MakeAsync("a fox"), await MakeAsync("a whale"));
        await Model.LoadAsync(GalleryFilter.Everything, default);

        await Model.ToggleFavouriteAsync(Model.At(1)!, default);

        Assert.True(Model.At(1)!.Favourite);
        Assert.True((await StoredAsync(fox)).Favourite);
        Assert.Equal(fox.Id, Assert.Single(Feed.Published).Clip.Id);
    }

    [Fact]
    public async Task Delete_MovesTheOlderOnesUp_AndUndoBringsItBack()
    {
        await MakeManyAsync("a fox", "a whale", "an owl");
        await Model.LoadAsync(GalleryFilter.Everything, default);
        var whale = Model.At(1)!;

        await Model.DeleteAsync(whale, default);

        Assert.Equal(["an owl", "a fox"], Shown);
        Assert.NotNull((await StoredAsync(whale)).DeletedAt);

        await Model.RestoreAsync(whale, default);
        Assert.Equal(GalleryChange.Moved, await Model.ApplyAsync([Feed.Published[^1]], atTop: true, default));

        Assert.Equal(["an owl", "a whale", "a fox"], Shown);
    }

    [Fact]
    public async Task OwnNews_ChangesNothingTwice()
    {
        await MakeManyAsync("a fox", "a whale");
        await Model.LoadAsync(GalleryFilter.Everything, default);

        await Model.ToggleFavouriteAsync(Model.At(0)!, default);
        await Model.DeleteAsync(Model.At(0)!, default);

        Assert.Equal(GalleryChange.None, await Model.ApplyAsync([Feed.Published[^1]], atTop: true, default));
        Assert.Equal(["a fox"], Shown);
    }

    [Fact]
    public async Task HeartInAnotherTab_ShowsHere()
    {
        var fox = await MakeAsync("a fox");
        await Model.LoadAsync(GalleryFilter.Everything, default);

        Assert.Equal(GalleryChange.Redrawn, await Model.ApplyAsync([new ClipNews(fox with { Favourite = true })], atTop: true, default));

        Assert.True(Model.At(0)!.Favourite);
    }

    [Fact]
    public async Task FinishedClip_AtTheTop_AppearsByItself()
    {
        await MakeAsync("a fox");
        await Model.LoadAsync(GalleryFilter.Everything, default);

        var owl = await MakeAsync("an owl");
        Assert.Equal(GalleryChange.Moved, await Model.ApplyAsync([new ClipNews(owl)], atTop: true, default));

        Assert.Equal(["an owl", "a fox"], Shown);
    }

    [Fact]
    public async Task FinishedClip_FurtherDown_WaitsAndIsCounted()
    {
        await MakeAsync("a fox");
        await Model.LoadAsync(GalleryFilter.Everything, default);

        var owl = await MakeAsync("an owl");
        Assert.Equal(GalleryChange.Redrawn, await Model.ApplyAsync([new ClipNews(owl)], atTop: false, default));

        Assert.Equal(["a fox"], Shown);
        Assert.Equal(1, Model.Arrived);

        await Model.LoadAsync(Model.Filter, default);
        Assert.Equal(["an owl", "a fox"], Shown);
        Assert.Equal(0, Model.Arrived);
    }

    [Fact]
    public async Task FinishedClip_ThatTheFilterHides_IsNotCounted()
    {
        await MakeAsync("a fox");
        await Model.LoadAsync(new GalleryFilter("fox", false), default);

        Assert.Equal(GalleryChange.None, await Model.ApplyAsync([new ClipNews(await MakeAsync("an owl"))], atTop: false, default));

        Assert.Equal(0, Model.Arrived);
    }

    [Fact]
    public async Task SomebodyElsesNews_IsNotMine()
    {
        var fox = await MakeAsync("a fox");
        await Model.LoadAsync(GalleryFilter.Everything, default);

        Assert.Equal(GalleryChange.None, await Model.ApplyAsync([new ClipNews(fox with { Owner = new PersonId("mei"), Favourite = true })], atTop: true, default));

        Assert.False(Model.At(0)!.Favourite);
    }

    [Fact]
    public async Task TwoLoads_TheLaterQuestionWins()
    {
        await MakeManyAsync("a fox", "a whale");

        var slow = Model.LoadAsync(new GalleryFilter("fox", false), default);
        var quick = Model.LoadAsync(new GalleryFilter("whale", false), default);
        await Task.WhenAll(slow, quick);

        Assert.Equal("whale", Model.Filter.Text);
        Assert.Equal(["a whale"], Shown);
    }

    [Fact]
    public async Task News_WhileASearchLoads_DoNotBringTheOldFilterBack()
    {
        await MakeManyAsync("a fox", "a whale");
        await Model.LoadAsync(GalleryFilter.Everything, default);
        var answer = Held.HoldNextWindow();

        var search = Model.LoadAsync(new GalleryFilter("whale", false), default);
        await answer.Read;
        await Model.ApplyAsync([new ClipNews(await MakeAsync("an owl"))], atTop: true, default);
        answer.Release();
        await search;

        Assert.Equal("whale", Model.Filter.Text);
        Assert.Equal(["a whale"], Shown);
    }

    [Fact]
    public async Task Delete_WhileTheListIsRead_IsNotUndoneByTheAnswer()
    {
        await MakeManyAsync("a fox", "a whale");
        await Model.LoadAsync(GalleryFilter.Everything, default);
        var whale = Model.At(0)!;
        var answer = Held.HoldNextWindow();

        var load = Model.LoadAsync(GalleryFilter.Everything, default);
        await answer.Read;
        await Model.DeleteAsync(whale, default);
        answer.Release();
        await load;

        Assert.Equal(["a fox"], Shown);
    }

    [Fact]
    public async Task Heart_WhileTheListIsRead_IsNotUndoneByTheAnswer()
    {
        await MakeAsync("a fox");
        await Model.LoadAsync(GalleryFilter.Everything, default);
        var answer = Held.HoldNextWindow();

        var load = Model.LoadAsync(GalleryFilter.Everything, default);
        await answer.Read;
        await Model.ToggleFavouriteAsync(Model.At(0)!, default);
        answer.Release();
        await load;

        Assert.True(Model.At(0)!.Favourite);
    }

    [Fact]
    public async Task EnsureAsync_WhileAnotherFilterLoads_KeepsNothingOfEither()
    {
        await MakeManyAsync("a fox", "a whale");
        var answer = Held.HoldNextWindow();
        var search = Model.LoadAsync(new GalleryFilter("whale", false), default);
        await answer.Read;

        await Model.EnsureAsync(0, 2, default);

        Assert.Null(Model.Total);
        answer.Release();
        await search;
        Assert.Equal(["a whale"], Shown);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Undo_WhenScrolledDown_PutsTheClipBackInItsPlace(int place)
    {
        await MakeManyAsync("a fox", "a whale", "an owl");
        await Model.LoadAsync(GalleryFilter.Everything, default);
        var clip = Model.At(place)!;
        await Model.DeleteAsync(clip, default);
        await Model.RestoreAsync(clip, default);

        Assert.Equal(GalleryChange.Moved, await Model.ApplyAsync(Feed.Published, atTop: false, default));
        await Model.EnsureAsync(0, 3, default); // the grid asks again because clips have moved

        Assert.Equal(0, Model.Arrived);
        Assert.Equal(["an owl", "a whale", "a fox"], Shown);
    }

    [Fact]
    public async Task Undo_BesideANewClip_RestoresTheOneAndCountsTheOther()
    {
        await MakeManyAsync("a fox", "a whale");
        await Model.LoadAsync(GalleryFilter.Everything, default);
        var fox = Model.At(1)!;
        await Model.DeleteAsync(fox, default);
        await Model.ApplyAsync([new ClipNews(await MakeAsync("an owl"))], atTop: false, default);
        await Model.RestoreAsync(fox, default);

        await Model.ApplyAsync([Feed.Published[^1]], atTop: false, default);
        await Model.EnsureAsync(0, 2, default);

        Assert.Equal(1, Model.Arrived);
        Assert.Equal(["a whale", "a fox"], Shown);
    }
}
