using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StudioApp.Data.Providers;
using StudioApp.Data.Startup;

namespace StudioApp.Data;

/// <summary>The database as a host sees it: opened once at start, asked for its health later.</summary>
public sealed partial class StudioDatabase
{
    private readonly IDbContextFactory<StudioDbContext> _factory;
    private readonly IDatabaseProvider _provider;
    private readonly DataFolderLock _folder;
    private readonly ILogger<StudioDatabase> _log;

    internal StudioDatabase(
        IDbContextFactory<StudioDbContext> factory, IDatabaseProvider provider, DataFolderLock folder, ILogger<StudioDatabase> log)
    {
        _factory = factory;
        _provider = provider;
        _folder = folder;
        _log = log;
    }

    /// <summary>Takes the data folder for this process and applies the migrations that are missing. A host that starts does this by itself.</summary>
    /// <exception cref="DataFolderInUseException">Another process holds the folder.</exception>
    public async Task OpenAsync(CancellationToken ct)
    {
        _folder.Take();
        await using var db = await _factory.CreateDbContextAsync(ct).ConfigureAwait(false);
        await _provider.PrepareMigrationAsync(db, ct).ConfigureAwait(false);
        var missing = (await db.Database.GetPendingMigrationsAsync(ct).ConfigureAwait(false)).ToList();
        if (missing.Count == 0)
            return;

        Log.Migrating(_log, missing.Count, missing[^1]);
        await db.Database.MigrateAsync(ct).ConfigureAwait(false);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Bringing the database up to date: {Count} migrations, the last is {Last}")]
        public static partial void Migrating(ILogger logger, int count, string last);
    }
}
