using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Core.Pictures;
using StudioApp.Data;
using StudioApp.Data.Sqlite;
using StudioApp.TestKit.Clips;
using StudioApp.TestKit.Files;

namespace StudioApp.Web.Tests.Fakes;

/// <summary>The studio's own stores on a database of the test's own: no fake could be as strict.</summary>
internal sealed class RealStores : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly IHost _host;

    private RealStores(TempFolder folder, IHost host)
    {
        _folder = folder;
        _host = host;
    }

    public IGenerationStore Generations => _host.Services.GetRequiredService<IGenerationStore>();

    public IClipStore Clips => _host.Services.GetRequiredService<IClipStore>();

    public IPictureStore Pictures => _host.Services.GetRequiredService<IPictureStore>();

    public IMediaStore Media => _host.Services.GetRequiredService<IMediaStore>();

    public static async Task<RealStores> OpenAsync()
    {
        var folder = new TempFolder();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.Configure<StorageOptions>(o => o.DataFolder = folder.Path);
        builder.Services.AddStudioData().AddSqlite();
        var host = builder.Build();
        await host.StartAsync();
        return new RealStores(folder, host);
    }

    public async Task<Generation> QueueAsync(Generation generation)
    {
        await Generations.AddAsync(generation, CancellationToken.None);
        return generation;
    }

    public async Task<Generation> StartAsync(Generation generation) =>
        await Generations.TryStartAsync(generation.Id, generation.Attempt, CancellationToken.None)
        ?? throw new InvalidOperationException("It was not queued.");

    public async Task<(Generation Generation, Clip Clip)> FinishAsync(Generation running)
    {
        var clip = new ClipBuilder(running).Build();
        await Generations.TrySucceedAsync(running.Id, running.Attempt, clip, CancellationToken.None);
        return ((await Generations.FindAsync(running.Id, CancellationToken.None))!, clip);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }
}
