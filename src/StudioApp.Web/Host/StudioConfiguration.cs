using StudioApp.Data;

namespace StudioApp.Web.Host;

internal static class StudioConfiguration
{
    /// <summary>Logs and keys are needed before options are bound, so the folder is read here too, with the same default.</summary>
    public static string DataFolder(this IConfiguration configuration) => Path.GetFullPath(
        configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}"] is { Length: > 0 } folder ? folder : new StorageOptions().DataFolder);
}
