using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Data.Sqlite;
using StudioApp.TestKit.Clips;
using StudioApp.TestKit.Files;
using StudioApp.TestKit.Generations;

namespace StudioApp.Data.Tests;

/// <summary>The real stores on a real SQLite file of the test's own, with a clock that the test moves.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    public TestDatabase()
    {
        _services = Services(_folder.Path, Time);
    }

    public FakeTimeProvider Time { get; } = new(GenerationBuilder.Noon);

    public string Folder => _folder.Path;

    public IGenerationStore Generations => _services.GetRequiredService<IGenerationStore>();

    public IClipStore Clips => _services.GetRequiredService<IClipStore>();

    public IMediaStore Media => _services.GetRequiredService<IMediaStore>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    internal StudioDbContext Context() => Get<IDbContextFactory<StudioDbContext>>().CreateDbContext();

    public static ServiceProvider Services(string folder, TimeProvider time) => new ServiceCollection()
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddLogging()
        .AddSingleton(time)
        .Configure<StorageOptions>(o => o.DataFolder = folder)
        .AddStudioData()
        .AddSqlite()
        .BuildServiceProvider();

    public Task InitializeAsync() => Get<StudioDatabase>().OpenAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    public async Task<Generation> AddQueuedAsync(GenerationBuilder? builder = null)
    {
        var generation = (builder ?? new GenerationBuilder()).Build();
        await Generations.AddAsync(generation, default);
        return generation;
    }

    public async Task<Generation> AddRunningAsync(GenerationBuilder? builder = null)
    {
        var queued = await AddQueuedAsync(builder);
        return (await Generations.TryStartAsync(queued.Id, 0, default))!; // nobody else starts it
    }

    /// <summary>A clip by way of a generation that ran, as they really come to be.</summary>
    public async Task<Clip> AddClipAsync(GenerationBuilder? builder = null)
    {
        var running = await AddRunningAsync(builder);
        var clip = new ClipBuilder(running).Build();
        Assert.True(await Generations.TrySucceedAsync(running.Id, running.Attempt, clip, default));
        return clip;
    }

    /// <summary>The history as one line: <c>Queued0 Started1 …</c></summary>
    public async Task<string> HistoryAsync(GenerationId id)
    {
        await using var db = Context();
        var events = await db.GenerationEvents.Where(e => e.GenerationId == id.Value).OrderBy(e => e.Id).ToListAsync();
        return string.Join(' ', events.Select(e => $"{e.Kind}{e.Attempt}"));
    }
}
