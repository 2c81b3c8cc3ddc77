using Microsoft.Playwright;
using StudioApp.EndToEnd.Tests.Browsers;

namespace StudioApp.EndToEnd.Tests.Features;

[Collection(BrowserCollection.Name)]
public sealed class LanguageTests(Chromium chromium)
{
    [Fact]
    public async Task Language_IsSwitchedInTheAppBar_AndStays()
    {
        var page = await chromium.OpenAsync("/models");
        await page.GetByRole(AriaRole.Button, new() { Name = "简体中文" }).ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "工作室", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "生成", Exact = true }).WaitForAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "提示词", Exact = true }).WaitForAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
    }

    [Fact]
    public async Task Theme_IsSwitchedInTheAppBar_AndStaysAfterReload()
    {
        var page = await chromium.OpenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Light theme" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
    }
}
