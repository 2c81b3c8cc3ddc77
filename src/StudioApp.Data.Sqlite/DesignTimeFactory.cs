using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace StudioApp.Data.Sqlite;

/// <summary>How <c>dotnet ef</c> gets a context, see <c>./studio migrate</c>. The file is never made: migrations are written from the model alone.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<StudioDbContext>
{
    public StudioDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<StudioDbContext>();
        SqliteServices.Configure(options, Path.GetTempPath(), new SqliteOptions { FileName = "design-time.db" });
        return new StudioDbContext(options.Options);
    }
}
