using System.ComponentModel.DataAnnotations;

namespace StudioApp.Engine.Local;

/// <summary>Models that run on this machine, and their previews.</summary>
public sealed class LocalGenerationOptions
{
    /// <summary>The section of the configuration that hosts bind it from.</summary>
    public const string Section = "LocalGeneration";

    /// <summary>Each folder inside it is one model.</summary>
    [Required(ErrorMessage = "LocalGeneration:ModelsFolder is empty; name the folder that holds the model folders, such as ./models.")]
    public string ModelsFolder { get; set; } = "./models";

    /// <summary>How many models stay loaded; the one that was not used for longest goes first.</summary>
    [Range(1, 16, ErrorMessage = "LocalGeneration:KeepLoaded must be 1 to 16.")]
    public int KeepLoaded { get; set; } = 1;

    /// <summary>Load the default model when the studio starts, so that the first clip does not wait for it.</summary>
    public bool WarmUp { get; set; } = true;

    /// <summary>What previews may cost, as a share of a generation's whole time; 0 turns them off. Up to twice as much is spent where the picture would else stand still for more than 0.6 s.</summary>
    [Range(0, 1, ErrorMessage = "LocalGeneration:PreviewShare must be 0 to 1.")]
    public double PreviewShare { get; set; } = 0.045;

    /// <summary>The longer side of a preview in pixels, at most; early ones are smaller.</summary>
    [Range(64, 512, ErrorMessage = "LocalGeneration:PreviewSide must be 64 to 512.")]
    public int PreviewSide { get; set; } = 256;

    /// <summary>Frames of motion in one preview while it denoises, at most; early ones have fewer.</summary>
    [Range(2, 32, ErrorMessage = "LocalGeneration:PreviewFrames must be 2 to 32.")]
    public int PreviewFrames { get; set; } = 6;
}
