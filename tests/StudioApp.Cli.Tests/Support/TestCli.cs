using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StudioApp.Cli.Host;
using StudioApp.Core.Generations;
using StudioApp.Core.Models;
using StudioApp.Diffusion;
using StudioApp.Engine.Hub;
using StudioApp.Engine.Local;
using StudioApp.TestKit.Files;
using StudioApp.TestKit.Generations;
using StudioApp.TestKit.Hub;
using StudioApp.TestKit.Models;

namespace StudioApp.Cli.Tests.Support;

/// <summary>The real command line in this process, with an engine that waits for the test, and a folder to write to.</summary>
internal sealed class TestCli : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public ScriptedVideoGenerator Engine { get; } = new();

    public List<InstalledModel> Models { get; } = [new ModelBuilder().Build()];

    public bool Terminal { get; init; }

    /// <summary>What a person types when asked; null when nobody is there.</summary>
    public string? Answer { get; set; }

    /// <summary>Where models come from; null when a test downloads none.</summary>
    public LoopbackHub? Hub { get; init; }

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public IReadOnlyList<JsonElement> Events => [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];

    /// <summary>Every file and folder in the test's folder, hidden ones too.</summary>
    public IReadOnlyList<string> Names =>
        [.. Directory.EnumerateFileSystemEntries(_folder.Path, "*", new EnumerationOptions { AttributesToSkip = 0 }).Select(p => Path.GetFileName(p)).Order()];

    public string At(string name) => _folder.Join(name);

    public Task<int> RunAsync(params string[] arguments) => RunAsync(default(CancellationToken), arguments);

    public Task<int> RunAsync(CancellationToken ct, params string[] arguments)
    {
        var console = new CliConsole(TextWriter.Synchronized(_out), TextWriter.Synchronized(_error), Terminal, Answer is null ? null : new StringReader(Answer));
        return new StudioCommandLine(console, Register).RunAsync(arguments, ct);
    }

    // with a hub, the models are those of the test's own folder
    private void Register(IServiceCollection services)
    {
        services.AddSingleton<IVideoGenerator>(Engine);
        if (Hub is null)
        {
            services.AddSingleton<IModelCatalog>(new FixedModelCatalog([.. Models]));
            return;
        }

        services.Configure<LocalGenerationOptions>(o => o.ModelsFolder = _folder.Path);
        services.Configure<DiffusionOptions>(o => o.Device = DevicePreference.Cpu);
        services.Configure<HubOptions>(o => o.BaseAddress = Hub.Address);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _out.Dispose();
        _error.Dispose();
    }
}
