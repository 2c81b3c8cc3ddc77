using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StudioApp.Data.Sqlite;

namespace StudioApp.Data.Tests.Startup;

public sealed class StudioDatabaseTests : IAsyncLifetime
{
    private readonly TestDatabase _db = new();

    public Task InitializeAsync() => _db.InitializeAsync();

    public Task DisposeAsync() => _db.DisposeAsync();

    [Fact]
    public async Task OpenAsync_SameFolderTwice_SecondIsRefusedWithWhatToDo()
    {
        await using var second = TestDatabase.Services(_db.Folder, _db.Time);

        var refused = await Assert.ThrowsAsync<DataFolderInUseException>(() => second.GetRequiredService<StudioDatabase>().OpenAsync(default));

        Assert.Contains(_db.Folder, refused.Message, StringComparison.Ordinal);
        Assert.Contains("--data", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_FirstHasEnded_SecondSeesItsRows()
    {
        var generation = await _db.AddQueuedAsync();
        _db.Get<Data.Startup.DataFolderLock>().Dispose();
        await using var second = TestDatabase.Services(_db.Folder, _db.Time);

        await second.GetRequiredService<StudioDatabase>().OpenAsync(default);

        Assert.Equal(generation, await second.GetRequiredService<Core.Generations.IGenerationStore>().FindAsync(generation.Id, default));
    }

    [Fact]
    public async Task OpenAsync_KilledWhileMigrating_StartsAgain()
    {
        await using (var db = _db.Context())
        {
            await db.Database.ExecuteSqlAsync($"INSERT INTO __EFMigrationsLock (Id, Timestamp) VALUES (1, '2026-01-01')");
            await db.Database.ExecuteSqlAsync($"DROP TABLE Clips");
            await db.Database.ExecuteSqlAsync($"DROP TABLE GenerationEvents");
            await db.Database.ExecuteSqlAsync($"DROP TABLE Generations");
            await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsHistory");
        }

        await _db.Get<StudioDatabase>().OpenAsync(default).WaitAsync(TimeSpan.FromSeconds(20));

        await _db.AddQueuedAsync();
    }

    [Fact]
    public async Task Connections_AreDurable()
    {
        await using var db = _db.Context();

        Assert.Equal("wal", (await db.Database.SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync()));
        Assert.Equal(2, (await db.Database.SqlQuery<int>($"SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync()));
        Assert.Equal(1, (await db.Database.SqlQuery<int>($"SELECT foreign_keys AS Value FROM pragma_foreign_keys").SingleAsync()));
    }

    [Fact]
    public void Model_HasAMigrationForEveryChange()
    {
        using var db = _db.Context();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Options_NoFolder_AreRefusedByName(string folder)
    {
        using var services = TestDatabase.Services(folder, TimeProvider.System);

        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<StorageOptions>>().Value);
        Assert.Contains("Storage:DataFolder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_DatabaseOutsideTheFolder_IsRefused()
    {
        using var services = new ServiceCollection().AddSqlite().Configure<SqliteOptions>(o => o.FileName = "../x.db").BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<SqliteOptions>>().Value);
    }
}
