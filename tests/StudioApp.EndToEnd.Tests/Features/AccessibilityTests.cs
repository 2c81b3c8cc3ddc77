using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StudioApp.EndToEnd.Tests.Browsers;

namespace StudioApp.EndToEnd.Tests.Features;

[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(Chromium chromium)
{
    [Theory]
    [InlineData("/", "en-US", "dark")]
    [InlineData("/", "zh-CN", "light")]
    [InlineData("/gallery", "en-US", "light")]
    [InlineData("/gallery", "zh-CN", "dark")]
    [InlineData("/models", "en-US", "dark")]
    [InlineData("/models", "zh-CN", "light")]
    public async Task Page_HasNothingSerious(string path, string language, string theme)
    {
        var page = await chromium.OpenAsync("/healthz", language: language);
        await page.Context.AddCookiesAsync([new Cookie { Name = "studio.theme", Value = theme, Url = chromium.Studio.Http.BaseAddress!.ToString() }]);
        await page.GotoAsync(path);
        await page.Locator("fieldset.interactive:not([disabled])").First.WaitForAsync();

        var result = await page.RunAxe();

        var serious = result.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Help}\n{string.Join('\n', v.Nodes.Select(n => n.Html))}");
        Assert.Empty(serious);
    }

    [Theory]
    [InlineData("/", 360)]
    [InlineData("/gallery", 360)]
    [InlineData("/models", 360)]
    [InlineData("/", 2560)]
    public async Task Page_NeverScrollsSideways(string path, int width)
    {
        var page = await chromium.OpenAsync(path, width);
        await page.Locator("fieldset.interactive:not([disabled])").First.WaitForAsync();

        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

        Assert.Equal(0, overflow);
    }
}
