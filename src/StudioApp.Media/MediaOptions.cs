using System.ComponentModel.DataAnnotations;

namespace StudioApp.Media;

/// <summary>How videos are encoded, and with which ffmpeg.</summary>
public sealed class MediaOptions
{
    /// <summary>The folder that holds <c>ffmpeg</c> and <c>ffprobe</c>; empty to find them on the PATH.</summary>
    [Required(AllowEmptyStrings = true, ErrorMessage = "FfmpegFolder must be a folder, or empty for the PATH.")]
    public string FfmpegFolder { get; set; } = "";

    /// <summary>libx264's constant rate factor: lower is better and larger. 20 gives about 41 dB on the studio's own pictures.</summary>
    [Range(0, 40, ErrorMessage = "ConstantRateFactor must be 0 (lossless) to 40 (poor).")]
    public int ConstantRateFactor { get; set; } = 20;

    /// <summary>
    /// libx264's preset. Slower ones make smaller files, but take the CPU from the model that is still rendering the frames.
    /// </summary>
    [AllowedValues(
        "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow",
        ErrorMessage = "Preset must be one of libx264's: ultrafast, superfast, veryfast, faster, fast, medium, slow, slower, veryslow.")]
    public string Preset { get; set; } = "superfast";

    /// <summary>Encoder threads; 0 takes one for small pictures, where more only cost CPU, and one per core for large ones.</summary>
    [Range(0, 64, ErrorMessage = "Threads must be 0 (by the picture's size) to 64.")]
    public int Threads { get; set; }

    /// <summary>ffmpeg that neither takes a frame nor ends for this long is taken to hang and ended. Time spent waiting for a frame does not count.</summary>
    [Range(0.1, 3600, ErrorMessage = "StallSeconds must be 0.1 to 3600.")]
    public double StallSeconds { get; set; } = 60;

    internal TimeSpan Patience => TimeSpan.FromSeconds(StallSeconds);
}
