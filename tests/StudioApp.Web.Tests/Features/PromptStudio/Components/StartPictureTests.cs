using Bunit;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Pictures;
using StudioApp.TestKit.Models;
using StudioApp.TestKit.Pictures;
using StudioApp.Web.Features.PromptStudio;
using StudioApp.Web.Features.PromptStudio.Components;

namespace StudioApp.Web.Tests.Features.PromptStudio.Components;

/// <summary>The composer's place for a picture, as it is with models of every kind.</summary>
public sealed class StartPictureTests : ComponentTest
{
    private static readonly InstalledModel Words = new ModelBuilder().Build();
    private static readonly InstalledModel Both = Words with { Name = "tiny-sd", Title = "Tiny", TakesPicture = PictureUse.May, UsesStrength = true };
    private static readonly InstalledModel Moves = Words with { Name = "tiny-svd", TakesPicture = PictureUse.Must };
    private static readonly Picture Picture = new(TestPicture.Id('a'), 640, 480);

    private readonly ComposerState _state = new() { Steps = 20 };
    private readonly List<string> _taken = [];
    private readonly List<StudioError> _problems = [];
    private readonly List<string> _picked = [];

    [Fact]
    public void ModelOfWords_OffersNoPicture()
    {
        var composer = Show(Words);

        Assert.Empty(composer.FindAll("[data-picture]"));
    }

    [Fact]
    public void ModelOfBoth_OffersOne_AndWaitsForNothing()
    {
        var composer = Show(Both);

        Assert.Contains("Start from a picture", composer.Find("button[data-picture=choose]").TextContent);
        Assert.Null(composer.Find("button[type=submit]").GetAttribute("aria-describedby"));
    }

    [Fact]
    public void ModelThatNeedsOne_SaysWhyItWaits()
    {
        var composer = Show(Moves);

        var wanted = composer.Find("button[data-picture=choose]");
        Assert.Contains("This model starts from a picture: add one.", wanted.TextContent);
        Assert.Equal(wanted.Id, composer.Find("button[type=submit]").GetAttribute("aria-describedby"));
    }

    [Fact]
    public void Picture_ShowsSmall_WithItsStrengthInWords()
    {
        _state.StartPicture = Picture;

        var composer = Show(Both);
        Assert.Equal($"/api/v1/pictures/{Picture.Id}/thumbnail", composer.Find(".start-picture a img").GetAttribute("src"));
        Assert.Contains("A new picture in the same layout", composer.Find(".strength").TextContent);

        composer.Find("input[type=range]").Input("0.25");

        Assert.Equal(0.25, _state.Strength);
        Assert.Contains("Small changes", composer.Find("input[type=range]").GetAttribute("aria-valuetext"));
    }

    // four steps, a quarter of which is one
    [Theory]
    [InlineData(4, "0.25")]
    [InlineData(20, "0.05")]
    [InlineData(100, "0.05")]
    [InlineData(1, "1")]
    public void Strength_BelowOneStep_CannotBeChosen(int steps, string least)
    {
        (_state.StartPicture, _state.Steps) = (Picture, steps);

        Assert.Equal(least, Show(Both).Find("input[type=range]").GetAttribute("min"));
    }

    [Fact]
    public void Picture_OfAModelThatSetsItInMotion_HasNoStrength()
    {
        _state.StartPicture = Picture;

        var composer = Show(Moves);

        Assert.Empty(composer.FindAll("input[type=range]"));
        Assert.Contains("640 × 480", composer.Find(".start-picture").TextContent);
        Assert.Null(composer.Find("button[type=submit]").GetAttribute("aria-describedby"));
    }

    [Fact]
    public void Picture_WhereTheModelTakesNone_IsSaidToBeLeftOut_AndAnotherModelIsOffered()
    {
        _state.StartPicture = Picture;

        var composer = Show(Words);
        Assert.Contains("Lantern v0 starts from words alone", composer.Find(".start-picture [role=status]").TextContent);

        composer.Find(".use-other").Click();

        Assert.Equal(["tiny-sd"], _picked);
    }

    [Fact]
    public async Task Coming_HoldsGenerateBack_UntilItIsHere()
    {
        var composer = Show(Both);
        var place = composer.FindComponent<StartPicture>().Instance;

        await composer.InvokeAsync(place.Begin);
        Assert.True(composer.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.Contains("Sending the picture", composer.Find(".start-picture [role=status]").TextContent);

        await composer.InvokeAsync(() => place.Take(Picture.Id.Value));
        composer.Render();
        Assert.False(composer.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.Equal([Picture.Id.Value], _taken);
    }

    [Theory]
    [InlineData("picture.file-too-large", "picture.file-too-large")]
    [InlineData("", "picture.not-sent")]
    public async Task Coming_ButRefused_SaysWhy_AndGenerateIsBack(string code, string shown)
    {
        var composer = Show(Both);
        var place = composer.FindComponent<StartPicture>().Instance;
        await composer.InvokeAsync(place.Begin);

        await composer.InvokeAsync(() => place.Refuse(code, "This file is larger than 64 MB.", ["64"]));
        composer.Render();

        Assert.Equal(shown, Assert.Single(_problems).Code);
        Assert.False(composer.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public void Remove_TakesItAway_AndCanBeUndone()
    {
        (_state.StartPicture, _state.Strength) = (Picture, 0.35);
        var messages = Render<MudBlazor.MudSnackbarProvider>();
        var composer = Show(Both);

        composer.Find("button[aria-label='Take the picture away']").Click();
        Assert.Null(_state.StartPicture);
        Assert.Empty(composer.FindAll(".start-picture a"));

        messages.WaitForElement(".mud-snackbar-content-action button").Click();
        composer.WaitForElement(".start-picture a");
        Assert.Equal((Picture, 0.35), (_state.StartPicture, _state.Strength));
    }

    private IRenderedComponent<Composer> Show(InstalledModel model) => Render<Composer>(p => p
        .Add(c => c.State, _state)
        .Add(c => c.Model, model)
        .Add(c => c.PictureModel, Both)
        .Add(c => c.OnPickModel, _picked.Add)
        .Add(c => c.OnPicture, _taken.Add)
        .Add(c => c.OnPictureProblem, _problems.Add));
}
