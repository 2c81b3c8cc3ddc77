using Microsoft.Playwright;
using StudioApp.Integration.Tests.Hosting;

namespace StudioApp.EndToEnd.Tests.Browsers;

/// <summary>A running studio, and the machine's own Chromium to use it with.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    // two busy cores take their time; who waits for a signal loses nothing by patience
    private const float PatienceMs = 180_000;
    private const float ExpectationMs = 30_000;

    private readonly StudioServer _studio = new();
    private IPlaywright _playwright = null!; // set by InitializeAsync, before any test
    private IBrowser _browser = null!; // as above

    public StudioServer Studio => _studio;

    public async Task InitializeAsync()
    {
        await _studio.InitializeAsync();
        Assertions.SetDefaultExpectTimeout(ExpectationMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Locate(),
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"],
        });
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await ((IAsyncLifetime)_studio).DisposeAsync();
    }

    /// <summary>A page in a clean profile: another person's, or another device's, browser.</summary>
    public async Task<IPage> OpenAsync(string path = "/", int width = 1280, int height = 800, string language = "en-US")
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = _studio.Http.BaseAddress!.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = language,
        });
        context.SetDefaultTimeout(PatienceMs);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    private static string Locate() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No Chromium on the PATH. Install it (Debian: apt-get install chromium), or run ./studio test, which does.");
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>
{
    public const string Name = "a browser";
}
