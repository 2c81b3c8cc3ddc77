namespace StudioApp.Core.Pictures;

public static class PictureLimits
{
    /// <summary>The longer side of what is kept, in pixels: more than any model looks at.</summary>
    public const int MaxSide = 2048;

    /// <summary>The longer side of what lists show, in pixels.</summary>
    public const int ThumbnailSide = 320;
}
