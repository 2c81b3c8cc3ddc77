using System.ComponentModel.DataAnnotations;

namespace StudioApp.Engine.Pictures;

/// <summary>What may come in as a picture to start from.</summary>
public sealed class PictureOptions
{
    /// <summary>The section of the configuration that hosts bind it from.</summary>
    public const string Section = "Pictures";

    /// <summary>Of a file.</summary>
    [Range(1, 1024, ErrorMessage = "Pictures:MaxMegabytes must be 1 to 1024.")]
    public int MaxMegabytes { get; set; } = 64;

    /// <summary>Of a picture, in millions of pixels: decoding takes about 4 bytes of memory for each of a JPEG's, 17 of a PNG's. Phones have up to 50.</summary>
    [Range(1, 500, ErrorMessage = "Pictures:MaxMegapixels must be 1 to 500.")]
    public int MaxMegapixels { get; set; } = 80;

    /// <summary>How many are decoded at the same time; further ones wait.</summary>
    [Range(1, 16, ErrorMessage = "Pictures:AtOnce must be 1 to 16.")]
    public int AtOnce { get; set; } = 2;
}
