using Microsoft.Extensions.DependencyInjection;
using StudioApp.Diffusion.DependencyInjection;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.DependencyInjection;

public sealed class DiffusionServicesTests
{
    [Fact]
    public async Task AddDiffusion_Twice_GivesAWorkingLoader()
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddDiffusion()
            .AddDiffusion()
            .Configure<DiffusionOptions>(o => o.Threads = 2)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });

        var folder = services.GetRequiredService<IModelFolderReader>().Read(Repository.Lantern);
        var loader = services.GetRequiredService<IPipelineLoader>();
        using var pipeline = await loader.LoadAsync(folder, CancellationToken.None);

        Assert.Equal(loader.Device, pipeline.Device);
        Assert.Equal(Requests.Small.FrameCount, (await pipeline.CollectAsync(Requests.Small)).Count);
        Assert.True(services.GetRequiredService<RunClock>().Read().Wall > TimeSpan.Zero);
    }
}
