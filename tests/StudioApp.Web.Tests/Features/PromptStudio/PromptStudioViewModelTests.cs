using Microsoft.Extensions.Time.Testing;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Models;
using StudioApp.Core.People;
using StudioApp.Core.Pictures;
using StudioApp.Engine.Clips;
using StudioApp.TestKit.Generations;
using StudioApp.TestKit.Models;
using StudioApp.TestKit.Pictures;
using StudioApp.Web.Features.PromptStudio;
using StudioApp.Web.Shared.Clips;
using StudioApp.Web.Shared.People;
using StudioApp.Web.Tests.Fakes;

namespace StudioApp.Web.Tests.Features.PromptStudio;

public sealed class PromptStudioViewModelTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider _time = new(GenerationBuilder.Noon);
    private readonly FakeClipFeed _clipNews = new();
    private readonly InstalledModel _lantern = new ModelBuilder().Build();

    private RealStores _stores = null!; // opened by InitializeAsync
    private PromptStudioViewModel _model = null!; // as above

    public async Task InitializeAsync()
    {
        _stores = await RealStores.OpenAsync();
        _model = NewModel();
        await _model.LoadAsync(None);
    }

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Fact]
    public async Task Send_QueuesThePrompt_ShowsItLast_AndEmptiesTheComposer()
    {
        await SendAsync("a fox");
        await SendAsync("the forest");

        Assert.Equal(["a fox", "the forest"], _model.Thread.Entries.Select(e => e.Generation.Settings.Prompt));
        Assert.Equal("", _model.Composer.Prompt);
        Assert.Null(_model.Refusal);
    }

    [Fact]
    public async Task Send_OfAnEmptyPrompt_SaysSo_UntilAPromptIsTaken()
    {
        Assert.False(await SendAsync("  "));
        Assert.Equal("generation.prompt-empty", _model.Refusal?.Code);

        await SendAsync("a fox");
        Assert.Null(_model.Refusal);
    }

    [Fact]
    public async Task SecondHalfOfADoubleClick_IsNoEmptyPrompt()
    {
        await SendAsync("a fox");
        _time.Advance(TimeSpan.FromMilliseconds(200));

        await _model.SendAsync(None);

        Assert.Null(_model.Refusal);
        Assert.Single(_model.Thread.Entries);
    }

    [Fact]
    public async Task Refusal_KeepsWhatWasWritten()
    {
        _model.Composer.Seconds = 99;

        await SendAsync("a fox");

        Assert.Equal("seconds", _model.Refusal?.Field);
        Assert.Equal("a fox", _model.Composer.Prompt);
    }

    [Fact]
    public async Task News_FromElsewhere_ShowUp_WithTheClipWhenItIsThere()
    {
        var running = await _stores.StartAsync(await _stores.QueueAsync(new GenerationBuilder().Build()));
        Assert.True(await _model.ApplyAsync([new GenerationNews.StateChanged(running)], None));
        Assert.Equal(GenerationState.Running, Assert.Single(_model.Thread.Entries).Generation.State);

        var (succeeded, clip) = await _stores.FinishAsync(running);
        await _model.ApplyAsync([new GenerationNews.StateChanged(succeeded)], None);

        Assert.Equal(clip.Id, Assert.Single(_model.Thread.Entries).Clip?.Id);
    }

    [Fact]
    public async Task News_ThatArriveLate_DoNotTurnTimeBack()
    {
        var queued = await _stores.QueueAsync(new GenerationBuilder().Build());
        var running = await _stores.StartAsync(queued);

        await _model.ApplyAsync([new GenerationNews.StateChanged(running), new GenerationNews.StateChanged(queued)], None);

        Assert.Equal(GenerationState.Running, Assert.Single(_model.Thread.Entries).Generation.State);
    }

    [Fact]
    public async Task News_OfOthers_AndOfProgress_ChangeNothing()
    {
        var foreign = new GenerationBuilder().By("somebody else").Build();

        await _model.ApplyAsync([new GenerationNews.StateChanged(foreign)], None);
        var changed = await _model.ApplyAsync(
            [new GenerationNews.Progressed(foreign.Id, new GenerationProgress(GenerationPhase.Denoising, 1, 12, 0, 120, TimeSpan.Zero, null))], None);

        Assert.Empty(_model.Thread.Entries);
        Assert.False(changed);
    }

    [Fact]
    public async Task Thread_IsThereAgain_OnAnotherDevice_NewestPageFirst_AndEarlierOnRequest()
    {
        for (var i = 0; i < 20; i++)
            await _stores.QueueAsync(new GenerationBuilder().WithPrompt($"prompt {i}").CreatedAt(GenerationBuilder.Noon.AddMinutes(i)).Build());

        var elsewhere = NewModel();
        await elsewhere.LoadAsync(None);
        Assert.Equal("prompt 19", elsewhere.Thread.Entries[^1].Generation.Settings.Prompt);
        Assert.True(elsewhere.Thread.HasEarlier);

        await elsewhere.LoadEarlierAsync(None);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"prompt {i}"), elsewhere.Thread.Entries.Select(e => e.Generation.Settings.Prompt));
        Assert.False(elsewhere.Thread.HasEarlier);
    }

    [Fact]
    public async Task Favourite_IsKept_AndToldToOtherTabs()
    {
        var (_, clip) = await _stores.FinishAsync(await _stores.StartAsync(await _stores.QueueAsync(new GenerationBuilder().Build())));

        await _model.ToggleFavouriteAsync(clip, None);

        Assert.True(Assert.Single(_clipNews.Published).Clip.Favourite);
        Assert.True((await _stores.Clips.FindAsync(clip.Id, PersonId.Local, None))!.Favourite);
    }

    [Fact]
    public async Task UseAgain_ByAClipsAddress_FillsTheComposer()
    {
        var (_, clip) = await _stores.FinishAsync(await _stores.StartAsync(await _stores.QueueAsync(new GenerationBuilder().WithPrompt("a fox").WithSeconds(7).Build())));

        await _model.UseAgainAsync(clip.Id.ToString(), keepSeed: true, None);

        Assert.Equal(("a fox", 7, 42L, true), (_model.Composer.Prompt, _model.Composer.Seconds, _model.Composer.Seed, _model.Composer.SeedLocked));
    }

    [Fact]
    public void File_ThatCarriesSettings_FillsTheComposer_SeedAndAll()
    {
        _model.UseFile(ClipSettingsJson.Write(new GenerationBuilder().WithPrompt("从前有一只狐狸").Build().Settings));

        Assert.Equal(("从前有一只狐狸", 42L, true), (_model.Composer.Prompt, _model.Composer.Seed, _model.Composer.SeedLocked));
    }

    [Fact]
    public void File_OfSomebodyElse_IsRefused_AndTheComposerStays()
    {
        _model.Composer.Prompt = "a fox";

        _model.UseFile("""{"format":"another"}""");

        Assert.Equal(("clip.carries-no-settings", "a fox"), (_model.Refusal?.Code, _model.Composer.Prompt));
    }

    [Fact]
    public void UseAgain_OfAModelThatIsGone_KeepsThePickedOne()
    {
        _model.UseAgain(new GenerationBuilder().WithModel("gone").Build().Settings, keepSeed: false);

        Assert.Equal("lantern", _model.Composer.Model);
    }

    [Fact]
    public async Task WhatRuns_IsInTheThread_HoweverManyWaitBehindIt()
    {
        var running = await _stores.StartAsync(await _stores.QueueAsync(new GenerationBuilder().WithPrompt("running").Build()));
        for (var i = 1; i <= 30; i++)
            await _stores.QueueAsync(new GenerationBuilder().CreatedAt(GenerationBuilder.Noon.AddMinutes(i)).Build());

        var reloaded = NewModel();
        await reloaded.LoadAsync(None);

        Assert.Equal(running.Id, reloaded.Thread.Entries[0].Id);
    }

    [Fact]
    public async Task Picture_GoesWithThePrompt_AndStaysForTheNext()
    {
        _model.Pick("tiny-sd");
        var picture = TestPicture.Keep(_stores.Pictures, 'a');
        _model.TakePicture(picture.Id.Value);
        _model.Composer.Strength = 0.5;

        await SendAsync("a fox");

        Assert.Equal((picture.Id, 0.5), SentLast());
        Assert.Equal(picture, _model.Composer.StartPicture);
    }

    [Fact]
    public async Task Picture_IsLeftOut_WhereTheModelStartsFromWordsAlone_AndKeptForTheNextModel()
    {
        _model.TakePicture(TestPicture.Keep(_stores.Pictures, 'a').Id.Value);

        await SendAsync("a fox");

        Assert.Equal((null, null), SentLast());
        Assert.NotNull(_model.Composer.StartPicture);
        Assert.Equal("tiny-svd", _model.PictureModel?.Name);
    }

    [Fact]
    public async Task Send_ToAModelThatNeedsAPicture_WithoutOne_SaysWhyItWaits()
    {
        _model.Pick("tiny-svd");

        Assert.False(await SendAsync("a fox"));

        Assert.Equal("generation.picture-needed", _model.Refusal?.Code);
        Assert.Equal("a fox", _model.Composer.Prompt);
    }

    [Fact]
    public void Load_PicksAModelThatStartsFromWords() => Assert.Equal("lantern", _model.Composer.Model);

    [Theory]
    [InlineData("lantern", "tiny-svd")]
    [InlineData("tiny-sd", "tiny-sd")]
    public void StartFrom_APicture_PicksAModelThatTakesIt(string before, string after)
    {
        _model.Pick(before);

        _model.StartFrom(TestPicture.Keep(_stores.Pictures, 'a').Id.Value);

        Assert.Equal(after, _model.Composer.Model);
        Assert.Null(_model.Refusal);
    }

    [Theory]
    [InlineData("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb")]
    [InlineData("../../studio.db")]
    public void StartFrom_APictureThatIsNotHere_SaysSo(string name)
    {
        _model.StartFrom(name);

        Assert.Equal(("picture.not-found", "lantern"), (_model.Refusal?.Code, _model.Composer.Model));
    }

    [Fact]
    public void UseAgain_OfAClipFromAPicture_HasPictureAndStrengthAgain()
    {
        var picture = TestPicture.Keep(_stores.Pictures, 'a');

        _model.UseAgain(new GenerationBuilder().WithModel("tiny-sd").StartingFrom(picture.Id, 0.35).Build().Settings, keepSeed: true);

        Assert.Equal((picture, 0.35), (_model.Composer.StartPicture, _model.Composer.Strength));
        Assert.Null(_model.Refusal);
    }

    [Fact]
    public void UseAgain_OfAClipFromWords_TakesThePictureAway()
    {
        _model.TakePicture(TestPicture.Keep(_stores.Pictures, 'a').Id.Value);

        _model.UseAgain(new GenerationBuilder().Build().Settings, keepSeed: false);

        Assert.Null(_model.Composer.StartPicture);
    }

    [Fact]
    public void File_OfAClipWhosePictureIsElsewhere_RestoresTheRest_AndSaysSo()
    {
        var settings = new GenerationBuilder().WithModel("tiny-sd").WithPrompt("a fox").StartingFrom(TestPicture.Id('c'), 0.35).Build().Settings;

        _model.UseFile(ClipSettingsJson.Write(settings));

        Assert.Equal(("a fox", 0.35, null, "picture.not-here"), (_model.Composer.Prompt, _model.Composer.Strength, _model.Composer.StartPicture, _model.Refusal?.Code));
    }

    private IModelCatalog Catalog => field ??= new FixedModelCatalog(
        new ModelBuilder().Named("a-tiny-svd").RefusedFor(ModelErrors.FileMissing("x")).Build(),
        new ModelBuilder().Named("tiny-svd").Build() with { TakesPicture = PictureUse.Must },
        _lantern,
        new ModelBuilder().Named("tiny-sd").Build() with { TakesPicture = PictureUse.May, UsesStrength = true });

    private (PictureId? Picture, double? Strength) SentLast() => _model.Thread.Entries[^1].Generation.Settings is var sent ? (sent.StartPicture, sent.Strength) : default;

    private PromptStudioViewModel NewModel() => new(
        new PromptThread(_stores.Generations, _stores.Clips),
        new PlainQueue(_stores.Generations, Catalog, _time, _stores.Pictures),
        _stores.Clips,
        new ClipActions(_stores.Clips, _clipNews, new LocalPerson()),
        Catalog,
        _stores.Pictures,
        new LocalPerson(),
        _time);

    private Task<bool> SendAsync(string prompt)
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        _model.Composer.Prompt = prompt;
        return _model.SendAsync(None);
    }
}
