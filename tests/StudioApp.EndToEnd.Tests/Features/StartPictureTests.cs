using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StudioApp.EndToEnd.Tests.Browsers;
using StudioApp.TestKit.Pictures;

namespace StudioApp.EndToEnd.Tests.Features;

/// <summary>From a file on a person's disk to a clip that depends on it, in a browser.</summary>
[Collection(PictureCollection.Name)]
public sealed class StartPictureTests(PictureBrowser browser)
{
    [Fact]
    public async Task Picture_IsUploaded_AndItsClipDependsOnIt()
    {
        var page = await OpenAsync("tiny-sd");
        await page.GetByRole(AriaRole.Spinbutton, new() { Name = "Seed" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep this seed" }).ClickAsync();

        var blue = await MakeAsync(page, "a blue one", blue: 255);
        var yellow = await MakeAsync(page, "a yellow one", blue: 0);

        Assert.NotEqual(blue, yellow);
        await page.MessageOf("a blue one").GetByRole(AriaRole.Img, new() { Name = "Start picture" }).WaitForAsync();
    }

    [Fact]
    public async Task ModelThatNeedsAPicture_SaysSo_UntilOneIsPasted_AndRemovingItCanBeUndone()
    {
        var page = await OpenAsync("tiny-svd");
        await page.GenerateAsync("a fox");
        await page.GetByRole(AriaRole.Alert).GetByText("starts from a picture: add one").WaitForAsync();

        await PasteAsync(page, TestPicture.Png(96, 64));
        await PictureOf(page).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take the picture away" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "This model starts from a picture" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await PictureOf(page).WaitForAsync();

        await page.GenerateButton.ClickAsync();
        await page.MessageOf("a fox").Locator("video").WaitForAsync();
    }

    [Fact]
    public async Task FrameOfAClip_BecomesTheStartOfTheNext_AndSameSeedKeepsThePicture()
    {
        var page = await OpenAsync("tiny-svd");
        await page.Locator(".start-picture input[type=file]").SetInputFilesAsync(FileOf(blue: 255));
        await PictureOf(page).WaitForAsync();
        await page.GenerateAsync("the first clip");
        await page.MessageOf("the first clip").GetByRole(AriaRole.Link, new() { Name = "Open", Exact = true }).ClickAsync();

        await page.GetByText("Start picture").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start from this frame" }).ClickAsync();
        await PictureOf(page).WaitForAsync();
        var frame = await PictureOf(page).GetAttributeAsync("href");

        await page.GotoAsync("/gallery");
        await page.GetByRole(AriaRole.Article).Filter(new() { HasText = "the first clip" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Same seed" }).ClickAsync();
        await PictureOf(page).WaitForAsync();
        Assert.NotEqual(frame, await PictureOf(page).GetAttributeAsync("href"));
    }

    [Fact]
    public async Task FileThatIsNoPicture_GetsItsSentence_AndNothingIsLost()
    {
        var page = await OpenAsync("tiny-sd");
        await page.PromptBox.FillAsync("a fox");
        await page.Locator(".start-picture input[type=file]").SetInputFilesAsync(new FilePayload { Name = "fox.png", MimeType = "image/png", Buffer = "no picture"u8.ToArray() });

        await page.GetByText("This file is no picture that the studio reads.").WaitForAsync();

        await Assertions.Expect(page.PromptBox).ToHaveValueAsync("a fox");
        await Assertions.Expect(page.GenerateButton).ToBeEnabledAsync();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(2560)]
    public async Task Picture_FitsEveryWidth_AndAxeFindsNothingSerious(int width)
    {
        var page = await OpenAsync("tiny-sd", width);
        await page.Locator(".start-picture input[type=file]").SetInputFilesAsync(FileOf(blue: 255));
        await PictureOf(page).WaitForAsync();

        var result = await page.RunAxe();

        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Empty(result.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {string.Join('\n', v.Nodes.Select(n => n.Html))}"));
    }

    private async Task<IPage> OpenAsync(string model, int width = 1280)
    {
        var page = await browser.Chromium.OpenAsync("/", width);
        await page.Locator("fieldset.interactive:not([disabled])").First.WaitForAsync();
        var models = page.GetByRole(AriaRole.Combobox, new() { Name = "Model" });
        if (!await models.IsVisibleAsync())
            await page.Locator(".settings-toggle").ClickAsync();
        await models.SelectOptionAsync(model);
        return page;
    }

    /// <returns>The clip's poster.</returns>
    private async Task<byte[]> MakeAsync(IPage page, string prompt, byte blue)
    {
        var before = await PictureOf(page).CountAsync() > 0 ? await PictureOf(page).GetAttributeAsync("href") : null;
        await page.Locator(".start-picture input[type=file]").SetInputFilesAsync(FileOf(blue));
        await Assertions.Expect(page.Locator($".start-picture a:not([href='{before}'])")).ToHaveCountAsync(1);
        await page.GenerateAsync(prompt);
        var video = page.MessageOf(prompt).Locator("video");
        await video.WaitForAsync();
        return await browser.Chromium.Studio.Http.GetByteArrayAsync(await video.GetAttributeAsync("poster"));
    }

    private static ILocator PictureOf(IPage page) => page.Locator(".start-picture").GetByRole(AriaRole.Link, new() { Name = "Open the start picture" });

    private static FilePayload FileOf(byte blue) => new() { Name = "start.png", MimeType = "image/png", Buffer = TestPicture.Png(96, 64, blue) };

    private static Task PasteAsync(IPage page, byte[] png) => page.EvaluateAsync(
        """
        base64 => {
          const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
          const data = new DataTransfer();
          data.items.add(new File([bytes], "pasted.png", { type: "image/png" }));
          document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """, Convert.ToBase64String(png));
}
