using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.People;

namespace StudioApp.Data.Rows;

/// <summary>A <see cref="Generation"/> as it is stored.</summary>
internal sealed class GenerationRow
{
    public required Guid Id { get; init; }

    public required string Owner { get; init; }

    public required GenerationSettings Settings { get; init; }

    public GenerationPriority Priority { get; set; }

    public DateTimeOffset? RaisedAt { get; set; }

    public GenerationState State { get; set; }

    public int Attempt { get; set; }

    public int Deaths { get; set; }

    public bool CancelRequested { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public Guid? ClipId { get; set; }

    /// <summary>The error as JSON, see <see cref="StoredError"/>.</summary>
    public string? Error { get; set; }

    /// <summary>Counts every change; an update names the one it read, so that of two racing writers one finds no row.</summary>
    public int Version { get; set; }

    public static GenerationRow From(Generation generation)
    {
        var row = new GenerationRow
        {
            Id = generation.Id.Value,
            Owner = generation.Owner.Value,
            Settings = generation.Settings,
            CreatedAt = generation.CreatedAt,
        };
        row.Take(generation);
        return row;
    }

    /// <summary>Takes over everything about <paramref name="generation"/> that can change.</summary>
    public void Take(Generation generation)
    {
        Priority = generation.Priority;
        RaisedAt = generation.RaisedAt;
        State = generation.State;
        Attempt = generation.Attempt;
        Deaths = generation.Deaths;
        CancelRequested = generation.CancelRequested;
        StartedAt = generation.StartedAt;
        FinishedAt = generation.FinishedAt;
        ClipId = generation.ClipId?.Value;
        Error = StoredError.Write(generation.Error);
        Version++;
    }

    public Generation ToGeneration() => new()
    {
        Id = new GenerationId(Id),
        Owner = new PersonId(Owner),
        Settings = Settings,
        Priority = Priority,
        RaisedAt = RaisedAt,
        State = State,
        Attempt = Attempt,
        Deaths = Deaths,
        CancelRequested = CancelRequested,
        CreatedAt = CreatedAt,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        ClipId = ClipId is { } clip ? new ClipId(clip) : null,
        Error = StoredError.Read(Error),
    };
}
