using Microsoft.EntityFrameworkCore;
using StudioApp.Core.Paging;

namespace StudioApp.Data.Stores;

internal static class Paging
{
    public const int MaxLimit = 200;

    extension<TRow>(IQueryable<TRow> rows)
    {
        /// <summary>The first <paramref name="limit"/> (brought into 1 to <see cref="MaxLimit"/>) and a cursor when there are more.</summary>
        public async Task<Page<TItem>> ToPageAsync<TItem>(
            int limit, Func<TRow, TItem> read, Func<TItem, PageCursor> placeOf, CancellationToken ct)
        {
            var size = Math.Clamp(limit, 1, MaxLimit);

            // one more than asked for tells whether another page follows
            var found = await rows.Take(size + 1).ToListAsync(ct).ConfigureAwait(false);
            var items = found.Take(size).Select(read).ToList();
            return new Page<TItem>(items, found.Count > size ? placeOf(items[^1]).ToString() : null);
        }
    }
}
