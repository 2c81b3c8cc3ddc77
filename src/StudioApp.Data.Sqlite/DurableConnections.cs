using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace StudioApp.Data.Sqlite;

/// <summary>
/// Makes every commit reach the disk before it is answered: with the write-ahead log the default may be to skip that,
/// and then a power cut takes back what a person was told is saved.
/// </summary>
internal sealed class DurableConnections : DbConnectionInterceptor
{
    private const string Pragma = "PRAGMA synchronous = FULL;";

    public static DurableConnections Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragma;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragma;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
