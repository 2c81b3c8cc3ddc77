using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudioApp.Data.Providers;

namespace StudioApp.Data.Sqlite;

/// <summary>
/// SQLite has one writer. Waiting for it in a queue of our own costs no thread and no polling, unlike its busy handler;
/// measured, eight writers on the busy handler were slower than one.
/// </summary>
internal sealed class SqliteProvider : IDatabaseProvider, IDisposable
{
    private const int Full = 13; // SQLITE_FULL

    private readonly SemaphoreSlim _gate = new(1, 1);

    public async ValueTask<IDisposable> EnterWriteAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct).ConfigureAwait(false);
        return new Turn(() => _gate.Release());
    }

    public async Task PrepareMigrationAsync(StudioDbContext db, CancellationToken ct)
    {
        // EF keeps a row in this table while it migrates; a process killed meanwhile leaves it, and every later start would wait for it for ever
        var hasLock = await db.Database
            .SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'")
            .SingleAsync(ct).ConfigureAwait(false) > 0;
        if (hasLock)
            await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", ct).ConfigureAwait(false);

        // kept in the file itself; readers then never wait for the writer
        await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", ct).ConfigureAwait(false);
    }

    public bool IsDiskFull(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Full } || exception.InnerException is SqliteException { SqliteErrorCode: Full };

    public void Dispose() => _gate.Dispose();

    private sealed class Turn(Action release) : IDisposable
    {
        private Action? _release = release;

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
    }
}
