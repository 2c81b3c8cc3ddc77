using Bunit;
using Microsoft.AspNetCore.Components.Web;
using StudioApp.Core.Models;
using StudioApp.TestKit.Models;
using StudioApp.Web.Features.PromptStudio;
using StudioApp.Web.Features.PromptStudio.Components;
using StudioApp.Web.Tests.Fakes;

namespace StudioApp.Web.Tests.Features.PromptStudio.Components;

public sealed class ComposerTests : ComponentTest
{
    private static readonly InstalledModel Lantern = new ModelBuilder().Build() with
    {
        Vocabulary = new PromptVocabulary([new VocabularyGroup("subjects", ["fox", "panda"])], new HashSet<string> { "a", "fox", "panda" }),
    };

    private readonly ComposerState _state = new();
    private int _sent;

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void CtrlEnter_AndCmdEnter_Send(bool ctrl, bool meta)
    {
        Show().Find("textarea").KeyDown(new KeyboardEventArgs { Key = "Enter", CtrlKey = ctrl, MetaKey = meta });

        Assert.Equal(1, _sent);
    }

    [Fact]
    public void Enter_Alone_IsANewLine()
    {
        Show().Find("textarea").KeyDown(new KeyboardEventArgs { Key = "Enter" });

        Assert.Equal(0, _sent);
    }

    [Fact]
    public void UnknownWord_IsMarkedWhereItStands_AndSaid()
    {
        _state.Prompt = "a saxophone fox";

        var composer = Show();

        Assert.Equal("saxophone", composer.Find("mark").TextContent);
        Assert.Equal("a saxophone fox", composer.Find(".marks").TextContent.TrimEnd('\u200b'));
        Assert.Contains("Lantern v0 does not know: saxophone", composer.Find("[role=status]").TextContent);
    }

    [Fact]
    public void UnknownWord_IsMarkedAsItIsTyped_AndErasingItBreaksNothing()
    {
        var composer = Show();

        composer.Find("textarea").Input("a wombat");
        Assert.Equal("wombat", composer.Find("mark").TextContent);

        composer.Find("textarea").Input("a womba");
        Assert.Equal("womba", composer.Find("mark").TextContent);

        composer.Find("textarea").Input("a");
        Assert.Empty(composer.FindAll("mark"));
    }

    [Fact]
    public void Typing_IsNeverEchoed_SoThatNoLetterIsLost_AndAnotherTextIsWritten()
    {
        var writer = JSInterop.SetupModule("./Features/PromptStudio/Components/PromptBox.razor.js").SetupModule(call => call.Identifier == "listen");
        var show = writer.SetupVoid("show", "a panda");
        show.SetVoidResult();
        var composer = Show();

        composer.Find("textarea").Input("a wombat");
        Assert.Equal("a wombat", _state.Prompt);
        Assert.Equal("", composer.Find("textarea").GetAttribute("value"));
        Assert.Empty(show.Invocations);

        _state.Prompt = "a panda"; // as "use again" does
        composer.Render();
        composer.WaitForAssertion(() => Assert.Single(show.Invocations));
    }

    [Fact]
    public void WordsTooFarBackToBeHeard_AreMarkedOtherwise_AndSaid()
    {
        var composer = Show(Lantern with { Vocabulary = Lantern.Vocabulary! with { MaxWords = 2 } });

        composer.Find("textarea").Input("a wombat fox panda");

        Assert.Equal(["unknown wombat", "unheard panda"], composer.FindAll("mark").Select(m => $"{m.ClassName} {m.TextContent}"));
        Assert.Equal("a wombat fox panda", composer.Find(".marks").TextContent.TrimEnd('\u200b'));
        Assert.Contains("Not heard: panda. Lantern v0 listens to the first 2 words", composer.Find("[role=status]").TextContent);

        composer.Find("textarea").Input("a fox");
        Assert.Empty(composer.FindAll("mark"));
        Assert.Empty(composer.FindAll("[role=status] p"));
    }

    [Fact]
    public void WordsTooFarBackToBeHeard_AreSaidInTheReadersLanguage()
    {
        using var _ = new CultureScope("zh-Hans");
        _state.Prompt = "a fox panda";

        var composer = Show(Lantern with { Vocabulary = Lantern.Vocabulary! with { MaxWords = 2 } });

        Assert.Contains("没有听到：panda。Lantern v0 只听前 2 个", composer.Find("[role=status]").TextContent);
    }

    [Fact]
    public void WordsTheModelKnows_AreOneClickAway()
    {
        _state.Prompt = "a";
        var composer = Show();
        Assert.Empty(composer.FindAll(".chip"));

        composer.FindAll("button").Single(b => b.TextContent.Contains("Words")).Click();
        composer.FindAll(".chip").Single(c => c.TextContent == "panda").Click();

        Assert.Equal("a panda", _state.Prompt);
    }

    [Fact]
    public void Busy_KeepsTheButtonFromBeingPressedTwice()
    {
        Assert.True(Show(busy: true).Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public void Script_InAPrompt_StaysText()
    {
        _state.Prompt = "<script>alert(1)</script>";

        Assert.Empty(Show().FindAll("script"));
    }

    private IRenderedComponent<Composer> Show(InstalledModel? model = null, bool busy = false) => Render<Composer>(p => p
        .Add(c => c.State, _state)
        .Add(c => c.Model, model ?? Lantern)
        .Add(c => c.Busy, busy)
        .Add(c => c.OnSend, () => _sent++));
}
