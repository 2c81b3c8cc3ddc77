namespace StudioApp.Data.Providers;

/// <summary>What one database needs done differently from another.</summary>
internal interface IDatabaseProvider
{
    /// <summary>Waits until this caller may write; disposing the result lets the next one in.</summary>
    ValueTask<IDisposable> EnterWriteAsync(CancellationToken ct);

    /// <summary>Clears what a killed process may have left that would keep migrations from running. Called only while no other process uses the database.</summary>
    Task PrepareMigrationAsync(StudioDbContext db, CancellationToken ct);

    /// <summary>Whether the database refused because its disk is full.</summary>
    bool IsDiskFull(Exception exception);
}
