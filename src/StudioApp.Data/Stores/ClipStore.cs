using Microsoft.EntityFrameworkCore;
using StudioApp.Core.Clips;
using StudioApp.Core.Paging;
using StudioApp.Core.People;
using StudioApp.Data.Rows;

namespace StudioApp.Data.Stores;

internal sealed class ClipStore(
    IDbContextFactory<StudioDbContext> factory,
    StudioWriter writer,
    TimeProvider time) : IClipStore
{
    public async Task<Clip?> FindAsync(ClipId id, PersonId owner, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct).ConfigureAwait(false);
        return await FindAsync(db, id, owner, ct).ConfigureAwait(false);
    }

    public async Task<Page<Clip>> ListAsync(ClipQuery query, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct).ConfigureAwait(false);
        var rows = Matching(db, query);
        if (query.Cursor is { } text)
        {
            var (at, id) = PageCursor.Parse(text, null);
            rows = rows.Where(c => c.CreatedAt < at || (c.CreatedAt == at && c.Id.CompareTo(id) < 0));
        }

        return await NewestFirst(rows)
            .ToPageAsync(query.Limit, c => c.ToClip(), c => new PageCursor(c.CreatedAt, c.Id.Value), ct)
            .ConfigureAwait(false);
    }

    public async Task<ClipWindow> WindowAsync(ClipQuery query, int skip, int take, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct).ConfigureAwait(false);
        var rows = Matching(db, query);
        var total = await rows.CountAsync(ct).ConfigureAwait(false);
        var shown = await NewestFirst(rows).Skip(Math.Max(skip, 0)).Take(Math.Max(take, 0)).ToListAsync(ct).ConfigureAwait(false);
        return new ClipWindow(shown.ConvertAll(r => r.ToClip()), total);
    }

    public async Task<ClipNeighbours> NeighboursAsync(Clip clip, ClipQuery query, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct).ConfigureAwait(false);
        var (at, id) = (clip.CreatedAt, clip.Id.Value);
        var newer = await Matching(db, query)
            .Where(c => c.CreatedAt > at || (c.CreatedAt == at && c.Id.CompareTo(id) > 0))
            .OrderBy(c => c.CreatedAt).ThenBy(c => c.Id)
            .Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        var older = await NewestFirst(Matching(db, query).Where(c => c.CreatedAt < at || (c.CreatedAt == at && c.Id.CompareTo(id) < 0)))
            .Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        return new ClipNeighbours(IdOf(newer), IdOf(older));

        static ClipId? IdOf(Guid? value) => value is { } id ? new ClipId(id) : null;
    }

    public Task<Clip?> SetFavouriteAsync(ClipId id, PersonId owner, bool favourite, CancellationToken ct) => writer.WriteAsync(async db =>
    {
        await db.Clips
            .Where(c => c.Id == id.Value && c.Owner == owner.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Favourite, favourite), ct).ConfigureAwait(false);
        return await FindAsync(db, id, owner, ct).ConfigureAwait(false);
    }, ct);

    public Task<Clip?> SetDeletedAsync(ClipId id, PersonId owner, bool deleted, CancellationToken ct) => writer.WriteAsync(async db =>
    {
        // deleting twice keeps the first time, or a double click would prolong the stay in the trash
        DateTimeOffset? at = deleted ? time.GetUtcNow() : null;
        await db.Clips
            .Where(c => c.Id == id.Value && c.Owner == owner.Value && c.DeletedAt == null == deleted)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.DeletedAt, at), ct).ConfigureAwait(false);
        return await FindAsync(db, id, owner, ct).ConfigureAwait(false);
    }, ct);

    public async Task<IReadOnlySet<string>> ListMediaKeysAsync(CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct).ConfigureAwait(false);
        return await db.Clips.Select(c => c.MediaKey).ToHashSetAsync(ct).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Clip>> PurgeAsync(DateTimeOffset before, CancellationToken ct)
    {
        List<ClipRow> due;
        await using (var db = await factory.CreateDbContextAsync(ct).ConfigureAwait(false))
        {
            due = await Due(db).AsNoTracking().ToListAsync(ct).ConfigureAwait(false);
        }

        // one statement each, asking again: what was taken back since it was listed stays
        var gone = new List<Clip>();
        foreach (var row in due)
        {
            if (await writer.WriteAsync(db => Due(db).Where(c => c.Id == row.Id).ExecuteDeleteAsync(ct), ct).ConfigureAwait(false) == 1)
                gone.Add(row.ToClip());
        }

        return gone;

        IQueryable<ClipRow> Due(StudioDbContext db) => db.Clips.Where(c => c.DeletedAt != null && c.DeletedAt < before);
    }

    private static async Task<Clip?> FindAsync(StudioDbContext db, ClipId id, PersonId owner, CancellationToken ct)
    {
        var row = await db.Clips.AsNoTracking()
            .FirstOrDefaultAsync(c => c.Id == id.Value && c.Owner == owner.Value, ct).ConfigureAwait(false);
        return row?.ToClip();
    }

    private static IQueryable<ClipRow> Matching(StudioDbContext db, ClipQuery query)
    {
        var rows = db.Clips.AsNoTracking()
            .Where(c => c.Owner == query.Owner.Value && c.DeletedAt != null == query.Deleted);
        if (query.FavouritesOnly)
            rows = rows.Where(c => c.Favourite);

        // Contains becomes instr, not LIKE: a % or _ that a person types is just that character
        foreach (var word in SearchText.Words(query.Text))
            rows = rows.Where(c => c.SearchText.Contains(word));
        return rows;
    }

    private static IOrderedQueryable<ClipRow> NewestFirst(IQueryable<ClipRow> rows) =>
        rows.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id);
}
