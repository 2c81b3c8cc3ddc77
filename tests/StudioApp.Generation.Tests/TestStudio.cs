using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Core.Models;
using StudioApp.Core.People;
using StudioApp.Core.Previews;
using StudioApp.Data;
using StudioApp.Data.Sqlite;
using StudioApp.TestKit.Generations;
using StudioApp.TestKit.Models;
using StudioApp.TestKit.Previews;

namespace StudioApp.Engine.Tests;

/// <summary>The real host with silo, dispatcher, worker and SQLite; only the pictures are scripted.</summary>
public sealed class TestStudio : IAsyncDisposable
{
    private readonly IHost _host;

    private TestStudio(IHost host, ScriptedVideoGenerator generator)
    {
        _host = host;
        Generator = generator;
    }

    public ScriptedVideoGenerator Generator { get; }

    public IGenerationQueue Queue => Get<IGenerationQueue>();

    public IGenerationStore Store => Get<IGenerationStore>();

    public IGenerationFeed Feed => Get<IGenerationFeed>();

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<TestStudio> StartAsync(string folder, Action<IHostApplicationBuilder>? configure = null)
    {
        var generator = new ScriptedVideoGenerator();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Testing" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseStudioOrleans();
        builder.Services.Configure<StorageOptions>(o => o.DataFolder = folder);
        builder.Services.AddStudioData().AddSqlite();
        builder.Services.AddSingleton<IModelCatalog>(new FixedModelCatalog(new ModelBuilder().Build(), new ModelBuilder().Named("gone").Build()));
        builder.Services.AddSingleton<IVideoGenerator>(generator);
        builder.Services.AddSingleton<IPreviewSink, RecordingPreviewSink>();
        builder.Services.AddGenerationEngine();
        configure?.Invoke(builder);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return new TestStudio(host, generator);
    }

    public async Task<Generation> SubmitAsync(string prompt, string person = "local", GenerationPriority priority = GenerationPriority.Normal)
    {
        var outcome = await Queue.SubmitAsync(new GenerationRequest { Prompt = prompt, Model = "lantern", Priority = priority }, new PersonId(person), default);
        Assert.True(outcome.Succeeded, outcome.Error?.Message);
        return outcome.Value;
    }

    /// <summary>Waits for news of the state, and gives the row as it is then.</summary>
    public async Task<Generation> UntilAsync(GenerationId id, GenerationState state)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = Feed.Subscribe(news =>
        {
            if (news is GenerationNews.StateChanged changed && changed.Generation.Id == id && changed.Generation.State == state)
                reached.TrySetResult();
        });
        if ((await Store.FindAsync(id, default))?.State != state)
            await reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return (await Store.FindAsync(id, default))!; // it is there: it has just changed
    }

    public async Task<Clip> ClipOfAsync(GenerationId id)
    {
        var done = await UntilAsync(id, GenerationState.Succeeded);
        return (await Get<IClipStore>().FindAsync(done.ClipId!.Value, done.Owner, default))!; // a succeeded one has a clip
    }

    public IReadOnlyList<string> MediaFolders() =>
        Directory.Exists(MediaRoot) ? [.. Directory.EnumerateDirectories(MediaRoot).SelectMany(Directory.EnumerateDirectories)] : [];

    private string MediaRoot => Path.Combine(Get<Microsoft.Extensions.Options.IOptions<StorageOptions>>().Value.DataFolder, "media");

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
    }
}
