using StudioApp.Core.Pictures;

namespace StudioApp.Web.Shared.Ui;

/// <summary>Where a start picture and its files are found.</summary>
internal static class PictureLinks
{
    public static string Full(PictureId id) => $"/api/v1/pictures/{id}";

    public static string Thumbnail(PictureId id) => $"/api/v1/pictures/{id}/thumbnail";

    /// <summary>The composer with the picture in it.</summary>
    public static string StartFrom(PictureId id) => $"/?picture={id}";
}
