using System.ComponentModel.DataAnnotations;

namespace StudioApp.Engine;

/// <summary>Where the embedded Orleans silo listens: on 127.0.0.1 only.</summary>
public sealed class SiloOptions
{
    /// <summary>The section of the configuration that hosts bind it from.</summary>
    public const string Section = "Silo";

    /// <summary>Between silos; 0 takes a free one, so that two studios on one machine do not collide.</summary>
    [Range(0, 65535, ErrorMessage = "Silo:SiloPort must be 0 (any free one) to 65535.")]
    public int SiloPort { get; set; }

    /// <summary>For workers in other processes; 0 opens none, as the embedded studio has none.</summary>
    [Range(0, 65535, ErrorMessage = "Silo:GatewayPort must be 0 (none) to 65535.")]
    public int GatewayPort { get; set; }
}
