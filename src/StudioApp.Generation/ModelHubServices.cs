using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Polly;
using StudioApp.Core.Models;
using StudioApp.Engine.Hub;
using StudioApp.Engine.Local;

namespace StudioApp.Engine;

public static class ModelHubServices
{
    /// <summary>
    /// Downloading, linking, removing and restoring models: <see cref="IModelHub"/>, <see cref="IModelInstaller"/>, <see cref="IModelLinks"/> and <see cref="IModelTrash"/>.
    /// Needs <see cref="LocalGenerationServices.AddLocalGeneration"/> beside it. Nothing is asked of the network before a person
    /// asks. The host binds <see cref="HubOptions"/>.
    /// </summary>
    public static IServiceCollection AddModelHub(this IServiceCollection services)
    {
        services.AddOptions<HubOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ModelsPlace>();
        services.TryAddSingleton<HubPreview>();
        services.TryAddSingleton<IModelHub, HubModels>();
        services.TryAddSingleton<InstallLedger>();
        services.TryAddSingleton<InstallStarter>();
        services.TryAddSingleton<InstallList>();
        services.TryAddSingleton<IModelInstaller, ModelInstaller>();
        services.TryAddSingleton<IModelTrash, ModelTrash>();
        services.TryAddSingleton<IModelLinks, ModelLinks>();
        services.AddTransient<HubRedirects>();
        AddClient(services);
        return services;
    }

    private static void AddClient(IServiceCollection services)
    {
        var client = services.AddHttpClient<HubClient>(http =>
        {
            // downloads take as long as they take; each read has its own patience
            http.Timeout = Timeout.InfiniteTimeSpan;
            http.DefaultRequestHeaders.UserAgent.ParseAdd("StudioApp");
        });
        // singletons keep this client: its handler stays, and renews its connections itself
        client.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        client.UseSocketsHttpHandler((handler, _) =>
        {
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
            handler.ConnectTimeout = TimeSpan.FromSeconds(20);
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
            handler.AutomaticDecompression = DecompressionMethods.None;
        });
        // addresses of the delivering network carry signatures, and headers carry the token
        client.RemoveAllLoggers();
        client.AddResilienceHandler("hub", (pipeline, context) =>
        {
            var time = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.TimeProvider = time;
            pipeline.AddRetry(HubRetry.Strategy(time));
        });
        client.AddHttpMessageHandler<HubRedirects>();
    }
}
