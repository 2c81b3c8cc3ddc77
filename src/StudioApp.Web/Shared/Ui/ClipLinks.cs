using StudioApp.Core.Clips;

namespace StudioApp.Web.Shared.Ui;

/// <summary>Where a clip and its files are found.</summary>
internal static class ClipLinks
{
    public static string Page(ClipId id) => $"/clips/{id}";

    public static string Video(ClipId id) => $"/api/v1/clips/{id}/video";

    /// <summary>The video with a name to keep it by.</summary>
    public static string Download(ClipId id) => $"/api/v1/clips/{id}/video?download=true";

    public static string Poster(ClipId id) => $"/api/v1/clips/{id}/poster";

    public static string Sprite(ClipId id) => $"/api/v1/clips/{id}/sprite";

    /// <summary>The composer filled with the clip's settings, with a fresh seed.</summary>
    public static string UseAgain(ClipId id) => $"/?from={id}";

    public static string SameSeed(ClipId id) => $"/?from={id}&seed=keep";
}
