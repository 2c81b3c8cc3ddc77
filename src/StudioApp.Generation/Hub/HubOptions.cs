using System.ComponentModel.DataAnnotations;

namespace StudioApp.Engine.Hub;

/// <summary>Where models are downloaded from, when a person asks for one.</summary>
public sealed class HubOptions
{
    /// <summary>The section of the configuration that hosts bind it from.</summary>
    public const string Section = "Hub";

    /// <summary>The hub's site, or a mirror of it.</summary>
    [Required(ErrorMessage = "Hub:BaseAddress is empty; name the hub, such as https://huggingface.co.")]
    [RegularExpression("^https?://.+", ErrorMessage = "Hub:BaseAddress must be an address such as https://huggingface.co.")]
    public string BaseAddress { get; set; } = "https://huggingface.co";

    /// <summary>An access token for gated and private models; better given in the environment (Hub__Token) than in a file. It goes to the hub's own host only.</summary>
    public string Token { get; set; } = "";

    /// <summary>Files that are downloaded at the same time.</summary>
    [Range(1, 8, ErrorMessage = "Hub:Parallel must be 1 to 8.")]
    public int Parallel { get; set; } = 3;

    /// <summary>A connection that brings nothing for this long is taken for cut, and made anew.</summary>
    [Range(1, 600, ErrorMessage = "Hub:StallSeconds must be 1 to 600.")]
    public int StallSeconds { get; set; } = 60;

    internal Uri Site => new(BaseAddress.TrimEnd('/') + "/");
}
