using Microsoft.Extensions.DependencyInjection;
using StudioApp.Diffusion;
using StudioApp.Diffusion.DependencyInjection;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Sessions;
using StudioApp.TestKit.Files;

namespace StudioApp.Benchmarks;

/// <summary>A model's pipeline on the CPU, with all threads, and nothing of the studio around it.</summary>
internal sealed class BenchPipeline : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IVideoPipeline _pipeline;

    private BenchPipeline(ServiceProvider services, IVideoPipeline pipeline) => (_services, _pipeline) = (services, pipeline);

    public static string Lantern => Path.Combine(RepositoryRoot.Models, "lantern");

    public RunClock Clock => _services.GetRequiredService<RunClock>();

    public static async Task<BenchPipeline> OpenAsync(string path)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddDiffusion();
        services.Configure<DiffusionOptions>(options => options.Device = DevicePreference.Cpu);
        var provider = services.BuildServiceProvider();
        var folder = provider.GetRequiredService<IModelFolderReader>().Read(path);
        return new BenchPipeline(provider, await provider.GetRequiredService<IPipelineLoader>().LoadAsync(folder, CancellationToken.None));
    }

    /// <summary>From the prompt to the last frame in memory.</summary>
    public async Task GenerateAsync(VideoRequest request, IPipelineObserver observer)
    {
        await foreach (var frame in _pipeline.GenerateAsync(request, observer, CancellationToken.None))
            frame.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _pipeline.Dispose();
        await _services.DisposeAsync();
    }
}
