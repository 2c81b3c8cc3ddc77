using StudioApp.Core.Clips;
using StudioApp.Core.Outcomes;
using StudioApp.Core.People;

namespace StudioApp.Core.Generations;

/// <summary>
/// One prompt on its way to a clip. The stored row is the truth: start is a compare-and-set on <see cref="Attempt"/>,
/// and only the attempt that runs may finish it.
/// </summary>
/// <remarks>
/// <code>
/// Queued --start--> Running --finish--> Succeeded | Failed | Cancelled
///    ^                 |
///    '----requeue------'      (its worker died, or the studio was stopped)
///    '--cancel--> Cancelled
/// </code>
/// </remarks>
public sealed record Generation
{
    /// <summary>A worker that dies this often with the same generation is taken to die of it.</summary>
    public const int MaxDeaths = 5;

    public required GenerationId Id { get; init; }

    public required PersonId Owner { get; init; }

    public required GenerationSettings Settings { get; init; }

    public GenerationPriority Priority { get; init; }

    /// <summary>Asked to be done next at that moment; null when nobody has asked.</summary>
    public DateTimeOffset? RaisedAt { get; init; }

    public GenerationState State { get; init; }

    /// <summary>How often it was started: 0 while it has never run. A finish that names an older attempt is ignored.</summary>
    public int Attempt { get; init; }

    /// <summary>How many of the attempts ended because their worker died. Those that the studio's own stop interrupted are not among them.</summary>
    public int Deaths { get; init; }

    /// <summary>Asked to stop while running; the worker sees it within a step, and a restart does not run it again.</summary>
    public bool CancelRequested { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The clip it became; set if and only if it succeeded.</summary>
    public ClipId? ClipId { get; init; }

    /// <summary>Why it failed; set if and only if it failed.</summary>
    public StudioError? Error { get; init; }

    public static Generation Queue(GenerationSettings settings, PersonId owner, GenerationPriority priority, DateTimeOffset now) => new()
    {
        Id = GenerationId.New(now),
        Owner = owner,
        Settings = settings,
        Priority = priority,
        CreatedAt = now,
    };

    public Generation Start(DateTimeOffset now) =>
        From(GenerationState.Queued) with { State = GenerationState.Running, Attempt = Attempt + 1, StartedAt = now };

    public Generation Succeed(ClipId clip, DateTimeOffset now) =>
        From(GenerationState.Running) with { State = GenerationState.Succeeded, ClipId = clip, FinishedAt = now };

    public Generation Fail(StudioError error, DateTimeOffset now) =>
        From(GenerationState.Running) with { State = GenerationState.Failed, Error = error, FinishedAt = now };

    /// <summary>Its worker is gone: queued again, failed when that has happened too often, cancelled when that was asked for.</summary>
    public Generation Abandon(DateTimeOffset now)
    {
        var died = From(GenerationState.Running) with { Deaths = Deaths + 1 };
        return died is { CancelRequested: false, Deaths: >= MaxDeaths }
            ? died.Fail(GenerationErrors.WorkerDied(died.Deaths), now)
            : died.PutBack(now);
    }

    /// <summary>The studio stops in an orderly way, which is no fault of this one: queued again however often that happens, cancelled when that was asked for.</summary>
    public Generation Interrupt(DateTimeOffset now) => From(GenerationState.Running).PutBack(now);

    /// <summary>
    /// Moves it in the queue. To high means before everything else that waits now, even where it was high already;
    /// to normal or low gives that up.
    /// </summary>
    public Generation Prioritise(GenerationPriority priority, DateTimeOffset now) => From(GenerationState.Queued) with
    {
        Priority = priority,
        RaisedAt = priority == GenerationPriority.High ? now : null,
    };

    /// <summary>A queued one is cancelled at once; a running one is asked to stop. A finished one stays as it is.</summary>
    public Generation Cancel(DateTimeOffset now) => State switch
    {
        GenerationState.Queued => this with { State = GenerationState.Cancelled, FinishedAt = now },
        GenerationState.Running => this with { CancelRequested = true },
        _ => this,
    };

    /// <summary>The worker has stopped as asked.</summary>
    public Generation Stopped(DateTimeOffset now) =>
        From(GenerationState.Running) with { State = GenerationState.Cancelled, FinishedAt = now };

    /// <summary>
    /// Whether this is the same or a later moment of the life that <paramref name="other"/> shows: news from different
    /// threads may cross, and the later moment is the one to keep.
    /// </summary>
    public bool IsAtLeastAsRecentAs(Generation other) => Moment >= other.Moment;

    // queued (0), running (1), queued again (2), running again (3), ... and at last finished
    private int Moment => State switch
    {
        GenerationState.Queued => 2 * Attempt,
        GenerationState.Running => (2 * Attempt) - 1,
        _ => int.MaxValue,
    };

    private Generation PutBack(DateTimeOffset now) => CancelRequested
        ? Stopped(now)
        : this with { State = GenerationState.Queued, StartedAt = null };

    private Generation From(GenerationState expected) => State == expected
        ? this
        : throw new InvalidOperationException($"Generation {Id} is {State}, not {expected}.");
}
