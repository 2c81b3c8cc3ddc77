using StudioApp.Core.Pictures;

namespace StudioApp.Web.Features.Api;

/// <summary>A picture to start from, as the studio keeps it: upright, opaque, at most 2048 pixels long.</summary>
public sealed class PictureResource
{
    /// <summary>What a request names it by. The same picture always has the same.</summary>
    public required string Id { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>The picture, a PNG.</summary>
    public required string Url { get; init; }

    /// <summary>The same, small, a JPEG.</summary>
    public required string ThumbnailUrl { get; init; }

    internal static PictureResource Of(Picture picture) => new()
    {
        Id = picture.Id.Value,
        Width = picture.Width,
        Height = picture.Height,
        Url = $"/api/v1/pictures/{picture.Id}",
        ThumbnailUrl = $"/api/v1/pictures/{picture.Id}/thumbnail",
    };
}
