namespace StudioApp.Core.Pictures;

/// <summary>A picture to start from, as the studio keeps it: upright, opaque, without what its file said besides.</summary>
/// <param name="Width">Pixels, 1 to <see cref="PictureLimits.MaxSide"/>.</param>
/// <param name="Height">Pixels, 1 to <see cref="PictureLimits.MaxSide"/>.</param>
public sealed record Picture(PictureId Id, int Width, int Height);
