using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Diffusion;
using StudioApp.Engine.Hub;
using StudioApp.Engine.Local;
using StudioApp.TestKit.Files;
using StudioApp.TestKit.Hub;

namespace StudioApp.Engine.Tests.Hub;

/// <summary>A studio's downloads with a models folder of the test's own, over real HTTP from a hub on this machine. May be started again on the same folder.</summary>
internal sealed class HubStudio : IAsyncDisposable
{
    private readonly TempFolder _own = new();
    private readonly string? _elsewhere;
    private ServiceProvider _services;

    private HubStudio(LoopbackHub hub, string? models)
    {
        Hub = hub;
        _elsewhere = models;
        _services = Build();
    }

    public LoopbackHub Hub { get; }

    public string Models => _elsewhere ?? _own.Path;

    public Action<HubOptions> Configure { get; set; } = _ => { };

    public ConcurrentQueue<string> Logged { get; } = [];

    public IModelHub ModelHub => _services.GetRequiredService<IModelHub>();

    public IModelInstaller Installer => _services.GetRequiredService<IModelInstaller>();

    public IModelTrash Trash => _services.GetRequiredService<IModelTrash>();

    public IModelLinks Links => _services.GetRequiredService<IModelLinks>();

    public IModelCatalog Catalog => _services.GetRequiredService<IModelCatalog>();

    /// <summary>Every file below the models folder, with forward slashes.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.EnumerateFiles(Models, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Select(f => Path.GetRelativePath(Models, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <param name="models">Another folder than one of its own.</param>
    public static async Task<HubStudio> StartAsync(string? models = null) => new(await LoopbackHub.StartAsync(), models);

    /// <summary>The studio goes down in an orderly way and comes up again.</summary>
    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        _services = Build();
    }

    public async Task<HubModel> LookAsync(string repository, string? token = null) =>
        await ModelHub.DescribeAsync(new HubAddress(repository, "main"), AccessToken.From(token), default) is { Value: { } model } ? model : throw new InvalidOperationException("It was refused.");

    public async Task<StudioError> RefusedAsync(string repository, string? token = null, string revision = "main") =>
        (await ModelHub.DescribeAsync(new HubAddress(repository, revision), AccessToken.From(token), default)).Error ?? throw new InvalidOperationException("It was not refused.");

    /// <summary>Starts a download and waits for its end.</summary>
    public async Task<ModelInstall> InstallAsync(HubModel model, string name, string? token = null)
    {
        await StartAsync(model, name, token);
        return await EndOf(name);
    }

    public async Task<ModelInstall> StartAsync(HubModel model, string name, string? token = null) => Started(await Installer.StartAsync(model, name, AccessToken.From(token), default));

    /// <summary>Starts a download that goes so far and then waits for the test.</summary>
    public async Task<HeldFile> StartHeldAsync(HubModel model, string name, string file, int afterBytes)
    {
        var held = Hub.Faults.Hold(file, afterBytes);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = Installer.Subscribe(n => _ = n.Bytes >= afterBytes && arrived.TrySetResult());
        await StartAsync(model, name);
        await held.Reached;
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return held;
    }

    public async Task<ModelInstall> ResumeAsync(string name, string? token = null)
    {
        Started(await Installer.ResumeAsync(name, AccessToken.From(token), default));
        return await EndOf(name);
    }

    public async Task<ModelInstall> EndOf(string name) =>
        await Installer.WaitAsync(name, default).WaitAsync(TimeSpan.FromSeconds(60)) ?? throw new InvalidOperationException("There is no such download.");

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Hub.DisposeAsync();
        _own.Dispose();
    }

    private static ModelInstall Started(Outcome<ModelInstall> outcome) => outcome.Value ?? throw new InvalidOperationException(outcome.Error!.Message);

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Recorder(Logged)));
        services.AddLocalGeneration().AddModelHub();
        services.Configure<LocalGenerationOptions>(o => o.ModelsFolder = Models);
        services.Configure<DiffusionOptions>(o => o.Device = DevicePreference.Cpu);
        services.Configure<HubOptions>(o =>
        {
            o.BaseAddress = Hub.Address;
            o.StallSeconds = 10;
            Configure(o);
        });
        return services.BuildServiceProvider();
    }

    private sealed class Recorder(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
