using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using StudioApp.EndToEnd.Tests.Browsers;

namespace StudioApp.EndToEnd.Tests.Features;

[Collection(BrowserCollection.Name)]
public sealed class MainJobTests(Chromium chromium)
{
    [Fact]
    public async Task Prompt_BecomesAClip_BeforeTheEyes()
    {
        const string Prompt = "a fox moving right in the forest at sunset";
        var page = await chromium.OpenAsync();

        await page.GenerateAsync(Prompt);
        await page.Preview.Locator("canvas").WaitForAsync();
        await SeeDifferentPicturesAsync(page, 3);

        var video = page.MessageOf(Prompt).Locator("video");
        await video.WaitForAsync();
        await video.EvaluateAsync("v => { v.muted = true; return v.play(); }");
        // "ended" may fire without a picture: frames are what counts
        await page.WaitForFunctionAsync("v => v.videoWidth > 0 && v.getVideoPlaybackQuality().totalVideoFrames > 10", await video.ElementHandleAsync());

        var source = await video.EvaluateAsync<string>("v => v.currentSrc");
        Assert.Equal(5, await DurationAsync(source), 0.1);

        await page.GetByRole(AriaRole.Link, new() { Name = "Gallery", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Article).Filter(new() { HasText = Prompt }).First.WaitForAsync();
    }

    [Fact]
    public async Task Reload_WhileItRuns_FindsThreadJobAndPreviewAgain_AlsoOnAnotherDevice()
    {
        const string Prompt = "an elephant growing in the desert at day";
        // long enough that it still runs after two pages have loaded
        await chromium.Studio.SubmitAsync(new { prompt = Prompt, seconds = 10, steps = 100 });
        var page = await chromium.OpenAsync();
        await page.MessageOf(Prompt).Locator("canvas[data-sequence]").WaitForAsync();

        await page.ReloadAsync();
        await page.MessageOf(Prompt).Locator("canvas[data-sequence]").WaitForAsync();
        var elsewhere = await chromium.OpenAsync();
        await elsewhere.MessageOf(Prompt).Locator("canvas[data-sequence], video").First.WaitForAsync();
        await elsewhere.MessageOf(Prompt).Locator("video").WaitForAsync();
        await page.MessageOf(Prompt).Locator("video").WaitForAsync();
    }

    [Fact]
    public async Task Cancel_EndsIt_AndUseAgain_FillsTheComposer()
    {
        const string Prompt = "a robot spinning in the city at night";
        var page = await chromium.OpenAsync();
        // a clip alone takes a second, and the machine that tests may be slower to find the button
        for (var seed = 0; seed < 3; seed++)
            await chromium.Studio.SubmitAsync(new { prompt = "a robot still in the city at night", seconds = 10, steps = 100, seed });
        await page.GenerateAsync(Prompt);

        var message = page.MessageOf(Prompt);
        await message.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await message.GetByText("You cancelled this one.").WaitForAsync();
        await message.GetByRole(AriaRole.Button, new() { Name = "Use again" }).ClickAsync();

        await Assertions.Expect(page.PromptBox).ToHaveValueAsync(Prompt);
    }

    [Fact]
    public async Task DoubleClick_QueuesOne_AndCtrlEnterSends()
    {
        const string Once = "a whale swaying in the underwater at day";
        const string Keyed = "a snail moving left in the meadow at day";
        var page = await chromium.OpenAsync();
        await page.PromptBox.FillAsync(Once);
        await page.GenerateButton.DblClickAsync();
        await page.MessageOf(Once).WaitForAsync();

        await page.PromptBox.FillAsync(Keyed);
        await page.PromptBox.PressAsync("Control+Enter");
        await page.MessageOf(Keyed).Locator("video").WaitForAsync();

        Assert.Equal(1, await page.MessageOf(Once).CountAsync());
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Queue_ShowsEachPlace()
    {
        var page = await chromium.OpenAsync();
        foreach (var subject in new[] { "kite", "crab", "bee" })
            await page.GenerateAsync($"a {subject} flying up in the mountains at sunset");

        await page.MessageOf("a bee flying up in the mountains at sunset").GetByText("Number 2 in the queue").WaitForAsync();

        await page.MessageOf("a bee flying up in the mountains at sunset").Locator("video").WaitForAsync();
    }

    [Fact]
    public async Task UnknownWord_IsSaidAsItIsTyped_OnAnIdleStudio()
    {
        var page = await chromium.OpenAsync();

        // keys wait for nothing, unlike clicks and fills
        await Assertions.Expect(page.PromptBox).ToBeEnabledAsync();
        await page.PromptBox.PressSequentiallyAsync("a wombat in the forest");
        await page.GetByText("does not know: wombat").WaitForAsync();
        await Assertions.Expect(page.PromptBox).ToHaveValueAsync("a wombat in the forest");

        foreach (var _ in "wombat in the forest")
            await page.PromptBox.PressAsync("Backspace");
        await Assertions.Expect(page.PromptBox).ToHaveValueAsync("a ");
        await Assertions.Expect(page.GetByText("does not know")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task FarTooLongAPrompt_InAnyScript_GetsItsSentence()
    {
        var page = await chromium.OpenAsync();

        await page.GenerateAsync(new string('狐', 10_000));

        await page.GetByText("The prompt has 10000 characters").WaitForAsync();
    }

    [Fact]
    public async Task EmptyPrompt_IsRefused_WithWhatToDo()
    {
        var page = await chromium.OpenAsync();

        await page.GenerateButton.ClickAsync();

        await page.GetByText("The prompt is empty.").WaitForAsync();
    }

    private static async Task SeeDifferentPicturesAsync(IPage page, int wanted) => await page.WaitForFunctionAsync(
        """
        wanted => {
          const canvas = document.querySelector("canvas[data-sequence]");
          window.seen ??= new Set();
          if (canvas) window.seen.add(canvas.toDataURL());
          return window.seen.size >= wanted;
        }
        """, wanted);

    private static async Task<double> DurationAsync(string url)
    {
        var start = new ProcessStartInfo("ffprobe")
        {
            ArgumentList = { "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", url },
            RedirectStandardOutput = true,
        };
        using var probe = Process.Start(start)!;
        var answer = await probe.StandardOutput.ReadToEndAsync();
        await probe.WaitForExitAsync();
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }
}
