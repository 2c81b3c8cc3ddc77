using System.ComponentModel.DataAnnotations;

namespace StudioApp.Engine;

/// <summary>How the dispatcher and its workers watch over each other.</summary>
public sealed class EngineOptions
{
    /// <summary>The section of the configuration that hosts bind it from.</summary>
    public const string Section = "Engine";

    /// <summary>How often a worker says that it lives.</summary>
    [Range(0.05, 60, ErrorMessage = "Engine:HeartbeatSeconds must be 0.05 to 60.")]
    public double HeartbeatSeconds { get; set; } = 1;

    /// <summary>A worker that was silent for this long is taken for dead. Long, because a stalled driver must not throw away an hour of work.</summary>
    [Range(0.2, 3600, ErrorMessage = "Engine:LeaseSeconds must be 0.2 to 3600.")]
    public double LeaseSeconds { get; set; } = 15;

    /// <summary>How often the dispatcher reads the open rows again although nobody told it to.</summary>
    [Range(0.05, 300, ErrorMessage = "Engine:SafetyReadSeconds must be 0.05 to 300.")]
    public double SafetyReadSeconds { get; set; } = 5;

    /// <summary>
    /// No other process has workers on this database, which the data folder's lock makes sure of: what is found running at start
    /// has lost its worker and waits again at once, and files without a clip are swept away.
    /// </summary>
    public bool OnlyProcess { get; set; } = true;

    internal TimeSpan Heartbeat => TimeSpan.FromSeconds(HeartbeatSeconds);

    internal TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);

    internal TimeSpan SafetyRead => TimeSpan.FromSeconds(SafetyReadSeconds);
}
