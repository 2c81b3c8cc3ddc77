using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StudioApp.Data.Providers;

namespace StudioApp.Data.Sqlite;

public static class SqliteServices
{
    /// <summary>Keeps the studio's tables in one SQLite file in the data folder. The host binds <see cref="SqliteOptions"/>.</summary>
    public static IServiceCollection AddSqlite(this IServiceCollection services)
    {
        services.AddOptions<SqliteOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IDatabaseProvider, SqliteProvider>();
        services.AddPooledDbContextFactory<StudioDbContext>((provider, options) => Configure(
            options,
            provider.GetRequiredService<IOptions<StorageOptions>>().Value.AbsoluteFolder,
            provider.GetRequiredService<IOptions<SqliteOptions>>().Value));
        return services;
    }

    internal static void Configure(DbContextOptionsBuilder options, string folder, SqliteOptions sqlite)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, sqlite.FileName),
            Cache = SqliteCacheMode.Private,
            ForeignKeys = true,
            DefaultTimeout = sqlite.BusyTimeoutSeconds,
        };
        options
            .UseSqlite(connection.ToString(), o => o.MigrationsAssembly(typeof(SqliteServices).Assembly.GetName().Name))
            .AddInterceptors(DurableConnections.Instance);
    }
}
