using Microsoft.Playwright;
using StudioApp.EndToEnd.Tests.Browsers;

namespace StudioApp.EndToEnd.Tests.Features;

[Collection(BrowserCollection.Name)]
public sealed class GalleryTests(Chromium chromium)
{
    [Fact]
    public async Task Clip_IsFavoured_Found_Deleted_AndTakenBack()
    {
        const string Prompt = "an octopus spinning in the underwater at day";
        await MakeAsync(Prompt);
        var page = await chromium.OpenAsync("/gallery");
        var card = page.GetByRole(AriaRole.Article, new() { Name = Prompt });

        await card.HoverAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Favourite" }).ClickAsync();
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the prompts" }).FillAsync("octopus");
        await page.WaitForURLAsync("**/gallery?q=octopus*");
        await page.GetByRole(AriaRole.Button, new() { Name = "Favourites" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);

        await card.HoverAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Assertions.Expect(card).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Clip_HasItsOwnAddress_AndItsSettingsFillTheComposer()
    {
        const string Prompt = "a crab moving left in the beach at sunset";
        await MakeAsync(Prompt, seed: 4711);
        var page = await chromium.OpenAsync("/gallery");
        await page.GetByRole(AriaRole.Link, new() { Name = Prompt }).ClickAsync();

        await page.WaitForURLAsync("**/clips/*");
        await page.GetByRole(AriaRole.Article).Locator("video").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Same seed" }).ClickAsync();

        await Assertions.Expect(page.PromptBox).ToHaveValueAsync(Prompt);
        await Assertions.Expect(page.GetByLabel("Seed", new() { Exact = true })).ToHaveValueAsync("4711");
    }

    [Fact]
    public async Task DownloadedFile_DroppedOnTheStudio_BringsItsSettingsBack()
    {
        const string Prompt = "a mushroom growing in the forest at night";
        var clip = await MakeAsync(Prompt, seed: 99);
        var file = await chromium.Studio.Http.GetByteArrayAsync($"/api/v1/clips/{clip}/video");
        var page = await chromium.OpenAsync();

        // the driver, unlike a person, could choose a file before the page listens
        await Assertions.Expect(page.Locator("input[type=file][accept*=mp4]")).ToBeEnabledAsync();
        await page.Locator("input[type=file][accept*=mp4]").SetInputFilesAsync(new FilePayload { Name = "clip.mp4", MimeType = "video/mp4", Buffer = file });
        await Assertions.Expect(page.PromptBox).ToHaveValueAsync(Prompt);

        await page.Locator("input[type=file][accept*=mp4]").SetInputFilesAsync(new FilePayload { Name = "song.mp4", MimeType = "video/mp4", Buffer = [1, 2, 3] });
        await page.GetByText("This file is no video").WaitForAsync();
    }

    private async Task<string> MakeAsync(string prompt, long seed = 1)
    {
        var id = (await chromium.Studio.SubmitAsync(new { prompt, seed })).GetProperty("id").GetString()!;
        return (await chromium.Studio.WhenFinishedAsync(id)).GetProperty("clipId").GetString()!;
    }
}
