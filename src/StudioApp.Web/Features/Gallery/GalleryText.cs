namespace StudioApp.Web.Features.Gallery;

/// <summary>The words of the gallery and of a clip's page, see GalleryText.resx.</summary>
public sealed class GalleryText;
