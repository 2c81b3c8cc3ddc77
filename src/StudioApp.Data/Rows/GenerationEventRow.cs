namespace StudioApp.Data.Rows;

/// <summary>One line of a generation's history, written in the same transaction as the change it tells of.</summary>
internal sealed class GenerationEventRow
{
    public long Id { get; init; }

    public Guid GenerationId { get; init; }

    /// <summary>The attempt that it happened in, or that it started.</summary>
    public int Attempt { get; init; }

    public GenerationEventKind Kind { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>An error's code or a priority; null when the kind says it all.</summary>
    public string? Detail { get; init; }
}
