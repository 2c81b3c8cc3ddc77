using StudioApp.Core.Outcomes;

namespace StudioApp.Engine.Hub;

/// <summary>An expected failure on its way up through the download's tasks; where they end it becomes a value again.</summary>
internal sealed class HubException(StudioError error, Exception? inner = null) : Exception(error.Message, inner)
{
    public StudioError Error => error;

    /// <summary>The connection broke: going on from where it did is worth a try.</summary>
    public bool IsCut { get; init; }
}
