using Bunit;
using Microsoft.AspNetCore.Components;
using StudioApp.Core.Clips;
using StudioApp.TestKit.Clips;
using StudioApp.TestKit.Generations;
using StudioApp.Web.Features.Gallery.Components;
using StudioApp.Web.Tests.Features.PromptStudio.Components;

namespace StudioApp.Web.Tests.Features.Gallery.Components;

public sealed class ClipCardTests : ComponentTest
{
    private static readonly Clip Wide = new ClipBuilder(new GenerationBuilder().WithPrompt("a fox").Build()).Build() with
    {
        Facts = ClipBuilder.Facts with { Width = 768, Height = 432, Sprite = new SpriteSheet(5, 4, 160, 90) },
    };

    [Fact]
    public void Picture_HasTheClipsOwnShape_AndItsSpriteATenthOfASecondATile()
    {
        var style = Render<ClipCard>(p => p.Add(c => c.Clip, Wide)).Find(".picture").GetAttribute("style")!;

        Assert.Contains("--w: 768; --h: 432", style);
        Assert.Contains("--tiles-x: 5; --tiles-y: 4; --row: 0.5s; --round: 2s", style);
        Assert.Contains($"url(/api/v1/clips/{Wide.Id}/sprite)", style);
    }

    [Fact]
    public void Numbers_InStyles_AreNeverWrittenWithAComma()
    {
        using var _ = new Fakes.CultureScope("de");

        Assert.Contains("--row: 0.5s", Render<ClipCard>(p => p.Add(c => c.Clip, Wide)).Markup);
    }

    [Fact]
    public void TheCard_IsOneLink_NamedByThePrompt()
    {
        var card = Render<ClipCard>(p => p.Add(c => c.Clip, Wide).Add(c => c.Query, "?fav=1"));

        var link = card.Find("article a");
        Assert.Equal("a fox", link.TextContent);
        Assert.Equal($"/clips/{Wide.Id}?fav=1", link.GetAttribute("href"));
        Assert.Equal(link.Id, card.Find("article").GetAttribute("aria-labelledby"));
    }

    [Fact]
    public void Buttons_AreNamed_AndTellTheGallery()
    {
        var told = new List<string>();
        var card = Render<ClipCard>(p => p
            .Add(c => c.Clip, Wide with { Favourite = true })
            .Add(c => c.OnFavourite, EventCallback.Factory.Create<Clip>(this, _ => told.Add("favourite")))
            .Add(c => c.OnDelete, EventCallback.Factory.Create<Clip>(this, _ => told.Add("delete"))));

        card.Find("button[aria-label=Favourite]").Click();
        card.Find("button[aria-label=Delete]").Click();

        Assert.Equal(["favourite", "delete"], told);
        Assert.Equal("true", card.Find("button[aria-label=Favourite]").GetAttribute("aria-pressed"));
    }
}
