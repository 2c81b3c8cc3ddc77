using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StudioApp.Core.Generations;
using StudioApp.Core.Models;
using StudioApp.Core.Pictures;
using StudioApp.Diffusion.DependencyInjection;
using StudioApp.Engine.Local;
using StudioApp.Engine.Pictures;
using StudioApp.Media;

namespace StudioApp.Engine;

public static class LocalGenerationServices
{
    /// <summary>
    /// The models of this machine: an <c>IVideoGenerator</c> and the <c>IModelCatalog</c>, with Diffusion and Media behind them, and the way in for
    /// pictures to start from; no queue, no database. Needs an <c>IPictureStore</c> beside it. The default model is loaded when the host starts.
    /// The host binds <see cref="LocalGenerationOptions"/>, <see cref="PictureOptions"/>, Diffusion's and Media's options.
    /// </summary>
    public static IServiceCollection AddLocalGeneration(this IServiceCollection services)
    {
        services.AddDiffusion().AddMedia();
        services.AddOptions<LocalGenerationOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LocalModels>();
        services.TryAddSingleton<PipelinePool>();
        services.TryAddSingleton<PaceBook>();
        services.TryAddSingleton<Rehearsal>();
        services.AddOptions<PictureOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<StartPictures>();
        services.TryAddSingleton<IPictureIntake, PictureIntake>();
        services.TryAddSingleton<IModelCatalog, LocalModelCatalog>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IVideoGenerator, LocalVideoGenerator>());
        services.AddHostedService<ModelWarmUp>();
        return services;
    }
}
