using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using StudioApp.Web.Shared.Text;

namespace StudioApp.Web.Tests.Shared.Text;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("zh", "zh-Hans")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans")]
    [InlineData("zh-SG", "zh-Hans")]
    [InlineData("zh-TW", "zh-Hans")]
    [InlineData("fr-FR,zh;q=0.3,en;q=0.8", "en")]
    [InlineData("en-GB", "en")]
    [InlineData("fr", null)]
    [InlineData("", null)]
    public async Task Browser_IsAnsweredInItsBestLanguage(string accept, string? expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = accept;

        var result = await new BrowserLanguageProvider().DetermineProviderCultureResult(context);

        Assert.Equal(expected, result?.UICultures.Single().Value);
    }

    [Fact]
    public void Choosing_SetsTheCookie_AndGoesBack()
    {
        var context = new DefaultHttpContext();

        var result = LanguageEndpoint.Choose("zh-Hans", "/gallery?q=fox", context);

        Assert.Equal("/gallery?q=fox", result.Url);
        Assert.Contains("c%3Dzh-Hans%7Cuic%3Dzh-Hans", context.Response.Headers.SetCookie.ToString());
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("gallery")]
    [InlineData("/gallery\r\nX: 1")]
    [InlineData(null)]
    public void Choosing_NeverLeadsElsewhere(string? back)
    {
        RedirectHttpResult result = LanguageEndpoint.Choose("en", back, new DefaultHttpContext());

        Assert.Equal("/", result.Url);
        Assert.True(result.AcceptLocalUrlOnly);
    }

    [Fact]
    public void Choosing_ALanguageThatWeDoNotHave_ChangesNothing()
    {
        var context = new DefaultHttpContext();

        LanguageEndpoint.Choose("tlh", "/", context);

        Assert.Equal(0, context.Response.Headers.SetCookie.Count);
    }

    [Fact]
    public void Languages_CallThemselvesByTheirOwnNames() =>
        Assert.Equal(["English", "简体中文"], StudioCultures.All.Select(StudioCultures.OwnName));
}
