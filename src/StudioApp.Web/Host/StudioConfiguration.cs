using StudioApp.Data;
using StudioApp.Data.Sqlite;
using StudioApp.Diffusion;
using StudioApp.Engine;
using StudioApp.Engine.Hub;
using StudioApp.Engine.Local;
using StudioApp.Engine.Pictures;
using StudioApp.Media;

namespace StudioApp.Web.Host;

/// <summary>Which section of the configuration each library's options come from. <c>appsettings.sample.json</c> has them all.</summary>
internal static class StudioConfiguration
{
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    public static void AddStudioOptions(this WebApplicationBuilder builder)
    {
        Bind<StorageOptions>(StorageOptions.Section);
        Bind<SqliteOptions>(SqliteOptions.Section);
        Bind<EngineOptions>(EngineOptions.Section);
        Bind<SiloOptions>(SiloOptions.Section);
        Bind<LocalGenerationOptions>(LocalGenerationOptions.Section);
        Bind<PictureOptions>(PictureOptions.Section);
        Bind<HubOptions>(HubOptions.Section);
        Bind<DiffusionOptions>("Diffusion");
        Bind<MediaOptions>("Media");

        builder.Services.AddOptions<DiffusionOptions>().PostConfigure(diffusion =>
        {
            if (diffusion.GraphCacheFolder.Length == 0)
                diffusion.GraphCacheFolder = Path.Combine(builder.Configuration.DataFolder(), "cache", "graphs");
        });

        void Bind<T>(string section)
            where T : class =>
            builder.Services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
    }

    /// <summary>
    /// A studio that listens on this machine only answers only to this machine's names: a web page elsewhere that points its own name
    /// at 127.0.0.1 (DNS rebinding) would else read everything.
    /// </summary>
    public static void GuardLoopback(this WebApplicationBuilder builder)
    {
        var urls = (builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? "http://localhost").Split(';', StringSplitOptions.RemoveEmptyEntries);
        var onlyHere = urls.All(url => LoopbackNames.Contains(BindingAddress.Parse(url).Host));
        if (onlyHere && builder.Configuration["AllowedHosts"] is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.Configuration["AllowedHosts"] = string.Join(';', LoopbackNames);
    }

    /// <summary>Logs and keys are needed before options are bound, so the folder is read here too, with the same default.</summary>
    public static string DataFolder(this IConfiguration configuration) => Path.GetFullPath(
        configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}"] is { Length: > 0 } folder ? folder : new StorageOptions().DataFolder);
}
