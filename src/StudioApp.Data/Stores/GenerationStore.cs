using Microsoft.EntityFrameworkCore;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Paging;
using StudioApp.Core.People;
using StudioApp.Data.Rows;

namespace StudioApp.Data.Stores;

/// <summary>
/// Applies Core's state machine to rows. Each change is read, decided in Core and written with its history line in one
/// transaction whose UPDATE names the version that was read; a writer that comes second finds no such row and decides anew.
/// </summary>
internal sealed class GenerationStore(
    IDbContextFactory<StudioDbContext> factory,
    StudioWriter writer,
    TimeProvider time) : IGenerationStore
{
    public Task AddAsync(Generation generation, CancellationToken ct) => writer.WriteAsync(async db =>
    {
        db.Generations.Add(GenerationRow.From(generation));
        Record(db, generation, GenerationEventKind.Queued);
        return await db.SaveChangesAsync(ct).ConfigureAwait(false);
    }, ct);

    public async Task<Generation?> FindAsync(GenerationId id, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct).ConfigureAwait(false);
        var row = await db.Generations.AsNoTracking().FirstOrDefaultAsync(g => g.Id == id.Value, ct).ConfigureAwait(false);
        return row?.ToGeneration();
    }

    public async Task<Page<Generation>> ListAsync(GenerationQuery query, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct).ConfigureAwait(false);
        var rows = db.Generations.AsNoTracking().Where(g => g.Owner == query.Owner.Value);
        if (query.State is { } state)
            rows = rows.Where(g => g.State == state);
        if (query.Cursor is { } text)
        {
            var (at, id) = PageCursor.Parse(text, null);
            rows = rows.Where(g => g.CreatedAt < at || (g.CreatedAt == at && g.Id.CompareTo(id) < 0));
        }

        return await rows
            .OrderByDescending(g => g.CreatedAt).ThenByDescending(g => g.Id)
            .ToPageAsync(query.Limit, g => g.ToGeneration(), g => new PageCursor(g.CreatedAt, g.Id.Value), ct)
            .ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Generation>> ListOpenAsync(CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct).ConfigureAwait(false);
        var rows = await db.Generations.AsNoTracking()
            .Where(g => g.State == GenerationState.Queued || g.State == GenerationState.Running)
            .OrderBy(g => g.CreatedAt).ThenBy(g => g.Id)
            .ToListAsync(ct).ConfigureAwait(false);
        return rows.ConvertAll(r => r.ToGeneration());
    }

    public Task<Generation?> TryStartAsync(GenerationId id, int seenAttempt, CancellationToken ct) =>
        ChangeAsync(id, g => g.State == GenerationState.Queued && g.Attempt == seenAttempt, g => g.Start(Now), ct);

    public async Task<bool> TrySucceedAsync(GenerationId id, int attempt, Clip clip, CancellationToken ct) =>
        await ChangeAsync(id, Runs(attempt), g => g.Succeed(clip.Id, Now), ct, db => db.Clips.Add(ClipRow.From(clip))).ConfigureAwait(false) is not null;

    public async Task<bool> TryFailAsync(GenerationId id, int attempt, StudioError error, CancellationToken ct) =>
        await ChangeAsync(id, Runs(attempt), g => g.Fail(error, Now), ct).ConfigureAwait(false) is not null;

    public async Task<bool> TryStopAsync(GenerationId id, int attempt, CancellationToken ct) =>
        await ChangeAsync(id, Runs(attempt), g => g.Stopped(Now), ct).ConfigureAwait(false) is not null;

    public Task<Generation?> TryAbandonAsync(GenerationId id, int attempt, CancellationToken ct) =>
        ChangeAsync(id, Runs(attempt), g => g.Abandon(Now), ct);

    public Task<Generation?> TryInterruptAsync(GenerationId id, int attempt, CancellationToken ct) =>
        ChangeAsync(id, Runs(attempt), g => g.Interrupt(Now), ct);

    public Task<Generation?> CancelAsync(GenerationId id, PersonId owner, CancellationToken ct) =>
        ChangeAsync(id, g => g.Owner == owner, g => g.Cancel(Now), ct);

    public Task<Generation?> TryPrioritiseAsync(GenerationId id, PersonId owner, GenerationPriority priority, CancellationToken ct) =>
        ChangeAsync(id, g => g.Owner == owner && g.State == GenerationState.Queued, g => g.Prioritise(priority, Now), ct);

    private DateTimeOffset Now => time.GetUtcNow();

    private static Func<Generation, bool> Runs(int attempt) =>
        g => g.State == GenerationState.Running && g.Attempt == attempt;

    private Task<Generation?> ChangeAsync(
        GenerationId id,
        Func<Generation, bool> applies,
        Func<Generation, Generation> change,
        CancellationToken ct,
        Action<StudioDbContext>? alongside = null) => writer.WriteAsync(async db =>
    {
        while (true)
        {
            var row = await db.Generations.FirstOrDefaultAsync(g => g.Id == id.Value, ct).ConfigureAwait(false);
            if (row?.ToGeneration() is not { } before || !applies(before))
                return null;

            var after = change(before);
            if (after == before)
                return after;

            row.Take(after);
            Record(db, after, KindOf(before, after));
            alongside?.Invoke(db);
            try
            {
                await db.SaveChangesAsync(ct).ConfigureAwait(false);
                return after;
            }
            catch (DbUpdateConcurrencyException)
            {
                // somebody else changed the row since it was read: look again whether this change still applies
                db.ChangeTracker.Clear();
            }
        }
    }, ct);

    private void Record(StudioDbContext db, Generation after, GenerationEventKind kind) => db.GenerationEvents.Add(new GenerationEventRow
    {
        GenerationId = after.Id.Value,
        Attempt = after.Attempt,
        Kind = kind,
        At = Now,
        Detail = kind switch
        {
            GenerationEventKind.Failed => after.Error?.Code,
            GenerationEventKind.Prioritised => after.Priority.ToString(),
            _ => null,
        },
    });

    private static GenerationEventKind KindOf(Generation before, Generation after) => (before.State, after.State) switch
    {
        (GenerationState.Queued, GenerationState.Queued) => GenerationEventKind.Prioritised,
        (GenerationState.Running, GenerationState.Running) => GenerationEventKind.CancelRequested,
        (_, GenerationState.Queued) => after.Deaths > before.Deaths ? GenerationEventKind.Requeued : GenerationEventKind.Interrupted,
        (_, GenerationState.Running) => GenerationEventKind.Started,
        (_, GenerationState.Succeeded) => GenerationEventKind.Succeeded,
        (_, GenerationState.Failed) => GenerationEventKind.Failed,
        _ => GenerationEventKind.Cancelled,
    };
}
