using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudioApp.Core.Models;

namespace StudioApp.Engine.Local;

/// <summary>Loads the default model in the background while the studio starts, and rehearses it.</summary>
internal sealed partial class ModelWarmUp(
    IModelCatalog catalog, LocalModels models, Rehearsal rehearsal, IOptions<LocalGenerationOptions> options, ILogger<ModelWarmUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.WarmUp)
            return;

        await Task.Yield(); // the host's start does not wait for it
        try
        {
            if (await catalog.FindDefaultAsync(stoppingToken).ConfigureAwait(false) is { } model && models.Find(model.Name) is { } folder)
                await rehearsal.RunAsync(folder, stoppingToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // the generation that needs it meets the same error and tells the person
            Log.Failed(log, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The default model could not be loaded ahead of time")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
