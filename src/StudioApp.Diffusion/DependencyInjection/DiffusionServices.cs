using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Pipelines.AnimateDiff;
using StudioApp.Diffusion.Pipelines.Lantern;
using StudioApp.Diffusion.Pipelines.ModelScope;
using StudioApp.Diffusion.Pipelines.StableDiffusion;
using StudioApp.Diffusion.Pipelines.StableDiffusionXl;
using StudioApp.Diffusion.Pipelines.StableVideoDiffusion;
using StudioApp.Diffusion.Pipelines.Wan;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.DependencyInjection;

public static class DiffusionServices
{
    /// <summary>
    /// Adds <see cref="IModelFolderReader"/>, <see cref="IPipelineLoader"/> and <see cref="RunClock"/>, all singletons.
    /// The host binds <see cref="DiffusionOptions"/> and adds logging.
    /// </summary>
    public static IServiceCollection AddDiffusion(this IServiceCollection services)
    {
        services.AddOptions<DiffusionOptions>();
        services.TryAddSingleton<RunClock>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GraphCache>();
        services.TryAddSingleton<NodePlacements>();
        services.TryAddSingleton<SessionFactory>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPipelineFamily, LanternFamily>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPipelineFamily, StableDiffusionFamily>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPipelineFamily, StableDiffusionXlFamily>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPipelineFamily, AnimateDiffFamily>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPipelineFamily, ModelScopeFamily>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPipelineFamily, StableVideoDiffusionFamily>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPipelineFamily, WanFamily>());
        services.TryAddSingleton<IModelFolderReader, ModelFolderReader>();
        services.TryAddSingleton<IPipelineLoader, PipelineLoader>();
        return services;
    }
}
