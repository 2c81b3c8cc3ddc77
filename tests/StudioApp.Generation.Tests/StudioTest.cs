using Microsoft.Extensions.Hosting;
using StudioApp.TestKit.Files;

namespace StudioApp.Engine.Tests;

/// <summary>A test with a studio of its own on a data folder of its own.</summary>
public abstract class StudioTest : IAsyncLifetime
{
    private TestStudio? _studio;

    protected TempFolder Folder { get; } = new();

    protected TestStudio Studio => _studio ?? throw new InvalidOperationException("The studio has not started.");

    public async Task InitializeAsync() => _studio = await TestStudio.StartAsync(Folder.Path, Configure);

    public async Task DisposeAsync()
    {
        await StopAsync();
        Folder.Dispose();
    }

    protected virtual void Configure(IHostApplicationBuilder builder)
    {
    }

    protected async Task StopAsync()
    {
        if (_studio is not null)
            await _studio.DisposeAsync();
        _studio = null;
    }

    protected async Task RestartAsync()
    {
        await StopAsync();
        await InitializeAsync();
    }
}
