using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Core.Pictures;
using StudioApp.Data.Housekeeping;
using StudioApp.Data.Media;
using StudioApp.Data.Pictures;
using StudioApp.Data.Providers;
using StudioApp.Data.Startup;
using StudioApp.Data.Stores;

namespace StudioApp.Data;

public static class DataServices
{
    /// <summary>
    /// The stores behind Core's ports, opened and migrated when the host starts. Needs one provider beside it, such as
    /// <c>AddSqlite()</c>. The host binds <see cref="StorageOptions"/>.
    /// </summary>
    public static IServiceCollection AddStudioData(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DataFolderLock>();
        services.TryAddSingleton<StudioWriter>();
        services.TryAddSingleton(provider => new StudioDatabase(
            provider.GetRequiredService<IDbContextFactory<StudioDbContext>>(),
            provider.GetRequiredService<IDatabaseProvider>(),
            provider.GetRequiredService<DataFolderLock>(),
            provider.GetRequiredService<ILogger<StudioDatabase>>()));
        services.TryAddSingleton<IGenerationStore, GenerationStore>();
        services.TryAddSingleton<IClipStore, ClipStore>();
        services.TryAddSingleton<IMediaStore, FileMediaStore>();
        services.TryAddSingleton<IPictureStore, FilePictureStore>();
        services.TryAddSingleton<UsedPictures>();
        services.AddHostedService<DataStartup>();
        services.AddHostedService<TrashService>();
        services.AddHostedService<UnusedPicturesService>();
        return services;
    }
}
