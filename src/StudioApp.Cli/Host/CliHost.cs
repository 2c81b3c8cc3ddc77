using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using StudioApp.Cli.Generate;
using StudioApp.Core.Pictures;
using StudioApp.Diffusion;
using StudioApp.Engine;
using StudioApp.Engine.Hub;
using StudioApp.Engine.Local;
using StudioApp.Engine.Pictures;
using StudioApp.Media;

namespace StudioApp.Cli.Host;

/// <summary>
/// The studio's services without a server. Never started: nothing loads ahead of time, no queue, no database. The settings are
/// the server's, from the same places: <c>appsettings.json</c> beside the program, then the environment.
/// </summary>
internal static class CliHost
{
    /// <param name="verbose">Logs to the error stream; otherwise only what the commands themselves say.</param>
    /// <param name="first">Registered before everything else, and so instead of it.</param>
    public static IHost Build(bool verbose, Action<IServiceCollection>? first = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddInMemoryCollection([new("Hub:Token", Environment.GetEnvironmentVariable("HF_TOKEN") ?? "")]) // where the hub's own tools look for it
            .AddEnvironmentVariables();
        if (verbose)
        {
            builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Debug);
            builder.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        }

        first?.Invoke(builder.Services);
        builder.Services.TryAddSingleton<IPictureStore, PicturesAside>();
        builder.Services.AddLocalGeneration().AddModelHub();
        Bind<DiffusionOptions>("Diffusion");
        Bind<MediaOptions>("Media");
        Bind<LocalGenerationOptions>(LocalGenerationOptions.Section);
        Bind<PictureOptions>(PictureOptions.Section);
        Bind<HubOptions>(HubOptions.Section);

        // nobody watches, so previews would cost time for nothing
        builder.Services.PostConfigure<LocalGenerationOptions>(o => o.PreviewShare = 0);
        return builder.Build();

        void Bind<T>(string section)
            where T : class => builder.Services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations();
    }
}
