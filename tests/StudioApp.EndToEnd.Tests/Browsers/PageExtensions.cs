using Microsoft.Playwright;

namespace StudioApp.EndToEnd.Tests.Browsers;

internal static class PageExtensions
{
    extension(IPage page)
    {
        public ILocator PromptBox => page.GetByRole(AriaRole.Textbox, new() { Name = "Prompt", Exact = true });

        public ILocator GenerateButton => page.GetByRole(AriaRole.Button, new() { Name = "Generate", Exact = true });

        public ILocator Preview => page.GetByRole(AriaRole.Region, new() { Name = "Live preview" });

        /// <summary>The thread's message for a prompt.</summary>
        public ILocator MessageOf(string prompt) => page.GetByRole(AriaRole.Article, new() { Name = prompt, Exact = true });

        public async Task GenerateAsync(string prompt)
        {
            await page.PromptBox.FillAsync(prompt);
            await page.GenerateButton.ClickAsync();
        }
    }
}
