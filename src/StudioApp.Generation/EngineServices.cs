using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Engine.Feeds;
using StudioApp.Engine.Queue;
using StudioApp.Engine.Startup;
using StudioApp.Engine.Workers;

namespace StudioApp.Engine;

public static class EngineServices
{
    /// <summary>
    /// The queue, the feeds and one worker for the device. Needs an <c>IGenerationStore</c>, <c>IClipStore</c>, <c>IMediaStore</c>,
    /// <c>IPreviewSink</c>, an <c>IModelCatalog</c> and at least one <c>IVideoGenerator</c> beside it, and <see cref="UseStudioOrleans"/>
    /// on the host. The host binds <see cref="EngineOptions"/>.
    /// </summary>
    public static IServiceCollection AddGenerationEngine(this IServiceCollection services)
    {
        services.AddOptions<EngineOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GenerationFeed>();
        services.TryAddSingleton<IGenerationFeed>(provider => provider.GetRequiredService<GenerationFeed>());
        services.TryAddSingleton<IClipFeed, ClipFeed>();
        services.TryAddSingleton<IGenerationQueue, GenerationQueue>();
        services.TryAddSingleton<WorkerDesk>();
        services.TryAddSingleton<Heartbeat>();
        services.TryAddSingleton<JobRunner>();
        services.AddHostedService<OrphanRecovery>();
        services.AddHostedService<GenerationWorker>();
        return services;
    }

    /// <summary>
    /// The Orleans silo inside this process, alone and on 127.0.0.1. The host binds <see cref="SiloOptions"/>.
    /// Call it before <see cref="AddGenerationEngine"/>: services stop in reverse, and the worker should leave while the silo still hears it.
    /// </summary>
    public static TBuilder UseStudioOrleans<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddOptions<SiloOptions>().ValidateDataAnnotations().ValidateOnStart();
        builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Microsoft.Orleans", LogLevel.Warning);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.Services.AddOptions<EndpointOptions>().Configure<IOptions<SiloOptions>>((endpoint, studio) =>
            {
                endpoint.AdvertisedIPAddress = IPAddress.Loopback;
                endpoint.SiloPort = studio.Value.SiloPort == 0 ? FreePort.Take() : studio.Value.SiloPort;
                endpoint.GatewayPort = studio.Value.GatewayPort;
            });
            silo.Services.AddOptions<DevelopmentClusterMembershipOptions>().Configure<IOptions<EndpointOptions>>((membership, endpoint) =>
                membership.PrimarySiloEndpoint = new IPEndPoint(IPAddress.Loopback, endpoint.Value.SiloPort));
        });
        return builder;
    }
}
