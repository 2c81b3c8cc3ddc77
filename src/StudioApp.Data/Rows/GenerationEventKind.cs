namespace StudioApp.Data.Rows;

internal enum GenerationEventKind
{
    Queued,
    Started,
    Succeeded,
    Failed,
    Cancelled,
    CancelRequested,

    /// <summary>Its worker was gone, so it waits again.</summary>
    Requeued,

    /// <summary>The studio was stopped, so it waits again.</summary>
    Interrupted,
    Prioritised,
}
