using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using StudioApp.Web.Shared.Layout;
using StudioApp.Web.Tests.Fakes;
using StudioApp.Web.Tests.Features.PromptStudio.Components;

namespace StudioApp.Web.Tests.Shared.Layout;

public sealed class MainLayoutTests : ComponentTest
{
    private readonly Appearance _appearance = new(Appearance.Dark);

    [Fact]
    public void Navigation_HasTheNamesThatPeopleRelyOn_AndMarksWhereOneIs()
    {
        Go("/gallery?q=fox");

        var layout = Show<NavigationRail>();

        Assert.Equal(["Studio", "Gallery", "Models"], layout.FindAll("nav a").Select(a => a.TextContent.Trim()));
        Assert.Equal("Gallery", layout.Find("[aria-current=page]").TextContent.Trim());
    }

    [Fact]
    public void ClipPages_BelongToTheGallery()
    {
        Go("/clips/abc");

        Assert.Equal("Gallery", Show<NavigationRail>().Find("[aria-current=page]").TextContent.Trim());
    }

    [Fact]
    public void Navigation_SpeaksChinese()
    {
        using var _ = new CultureScope("zh-Hans");

        Assert.Equal(["工作室", "画廊", "模型"], Show<NavigationRail>().FindAll("nav a").Select(a => a.TextContent.Trim()));
    }

    [Theory]
    [InlineData("en", "简体中文", "zh-Hans")]
    [InlineData("zh-Hans", "English", "en")]
    public void LanguageSwitch_OffersTheOtherLanguage_InItsOwnWords_AndComesBackHere(string now, string offered, string culture)
    {
        using var _ = new CultureScope(now);
        Go("/gallery?fav=1");
        var form = Show<LanguageSwitch>();

        var button = form.Find("button");
        Assert.Equal(offered, button.TextContent.Trim());
        Assert.Equal(culture, button.GetAttribute("value"));
        Assert.Equal(culture, button.GetAttribute("lang"));
        Assert.Equal("/gallery?fav=1", form.Find("input[name=return]").GetAttribute("value"));

        Go("/models");
        form.WaitForAssertion(() => Assert.Equal("/models", form.Find("input[name=return]").GetAttribute("value")));
    }

    [Fact]
    public void ThemeSwitch_ChangesTheThemeEverywhere_AndRemembersIt()
    {
        var module = JSInterop.SetupModule("./Shared/Layout/ThemeSwitch.razor.js");
        module.SetupVoid("show", "light", Appearance.Cookie).SetVoidResult();
        var changes = 0;
        _appearance.Changed += () => changes++;

        var button = Show<ThemeSwitch>();
        Assert.Equal("Light theme", button.Find("button").GetAttribute("aria-label"));
        button.Find("button").Click();

        Assert.Equal(Appearance.Light, _appearance.Theme);
        Assert.Equal(1, changes);
        module.VerifyInvoke("show");
        button.WaitForAssertion(() => Assert.Equal("Dark theme", button.Find("button").GetAttribute("aria-label")));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("dark", true)]
    [InlineData("light", false)]
    [InlineData("<script>", true)]
    public void Theme_IsDark_UnlessTheCookieSaysLight(string? cookie, bool dark) =>
        Assert.Equal(dark, new Appearance(cookie!).IsDark);

    [Fact]
    public void BeforeTheCircuit_ButtonsWait_AndLinksWork()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        var help = Show<KeyboardHelpButton>();

        Assert.True(help.Find("fieldset").HasAttribute("disabled"));
        Assert.False(help.Find("button").HasAttribute("disabled"));
    }

    [Fact]
    public async Task KeyboardHelp_TellsEveryShortcut()
    {
        Render<MudPopoverProvider>();
        var dialogs = Render<MudDialogProvider>();

        await dialogs.InvokeAsync(() => Show<KeyboardHelpButton>().Find("button").Click());

        dialogs.WaitForAssertion(() => Assert.Equal(ShortcutList.Places.Sum(p => p.Shortcuts.Count), dialogs.FindAll("dd").Count));
        Assert.Contains("Ctrl", dialogs.Markup);
    }

    private void Go(string address) => Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    private IRenderedComponent<CascadingValue<Appearance>> Show<T>()
        where T : IComponent =>
        Render<CascadingValue<Appearance>>(p => p.Add(c => c.Value, _appearance).Add(c => c.IsFixed, true).AddChildContent<T>());
}
