using Microsoft.Playwright;
using StudioApp.EndToEnd.Tests.Browsers;

namespace StudioApp.EndToEnd.Tests.Features;

[Collection(BrowserCollection.Name)]
public sealed class JobsTests(Chromium chromium)
{
    [Fact]
    public async Task Drawer_IsAsHighAsTheScreen_AndEscapeClosesIt()
    {
        var page = await chromium.OpenAsync("/models");
        await page.GetByRole(AriaRole.Button, new() { Name = "Jobs" }).ClickAsync();

        var drawer = page.GetByRole(AriaRole.Complementary, new() { Name = "Jobs" });
        var box = await drawer.BoundingBoxAsync();
        Assert.Equal(await page.EvaluateAsync<int>("innerHeight"), (int)box!.Height); // it is shown

        // keys reach the drawer, and then the bell again
        await Assertions.Expect(drawer.GetByRole(AriaRole.Button, new() { Name = "Close" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(drawer).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Jobs" })).ToBeFocusedAsync();
    }
}
