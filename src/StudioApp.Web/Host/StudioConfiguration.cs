using StudioApp.Data;
using StudioApp.Data.Sqlite;
using StudioApp.Diffusion;
using StudioApp.Engine;
using StudioApp.Engine.Local;
using StudioApp.Media;

namespace StudioApp.Web.Host;

/// <summary>Which section of the configuration each library's options come from. <c>appsettings.sample.json</c> has them all.</summary>
internal static class StudioConfiguration
{
    public static void AddStudioOptions(this WebApplicationBuilder builder)
    {
        Bind<StorageOptions>(StorageOptions.Section);
        Bind<SqliteOptions>(SqliteOptions.Section);
        Bind<EngineOptions>(EngineOptions.Section);
        Bind<SiloOptions>(SiloOptions.Section);
        Bind<LocalGenerationOptions>(LocalGenerationOptions.Section);
        Bind<DiffusionOptions>("Diffusion");
        Bind<MediaOptions>("Media");

        void Bind<T>(string section)
            where T : class =>
            builder.Services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
    }

    /// <summary>Logs and keys are needed before options are bound, so the folder is read here too, with the same default.</summary>
    public static string DataFolder(this IConfiguration configuration) => Path.GetFullPath(
        configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}"] is { Length: > 0 } folder ? folder : new StorageOptions().DataFolder);
}
