using Microsoft.EntityFrameworkCore;
using StudioApp.Core.Generations;
using StudioApp.Core.Pictures;
using StudioApp.Data.Mappings;
using StudioApp.Data.Rows;

namespace StudioApp.Data;

/// <summary>The studio's tables. Only the stores see it; everybody else sees Core's ports.</summary>
internal sealed class StudioDbContext(DbContextOptions<StudioDbContext> options) : DbContext(options)
{
    public DbSet<GenerationRow> Generations => Set<GenerationRow>();

    public DbSet<GenerationEventRow> GenerationEvents => Set<GenerationEventRow>();

    public DbSet<ClipRow> Clips => Set<ClipRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder
            .ApplyConfiguration(new GenerationMapping())
            .ApplyConfiguration(new GenerationEventMapping())
            .ApplyConfiguration(new ClipMapping());

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // whole numbers sort and compare the same in every database, and keep every tick
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        configurationBuilder.Properties<TimeSpan>().HaveConversion<TimeSpanTicksConverter>();
        configurationBuilder.Properties<AspectRatio>().HaveConversion<AspectRatioConverter>().HaveMaxLength(16);
        configurationBuilder.Properties<PictureId>().HaveConversion<PictureIdConverter>().HaveMaxLength(64);

        // names, not numbers: the values survive a reordered enum and can be read by eye; priority is sorted, so it stays a number
        configurationBuilder.Properties<GenerationState>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<GenerationEventKind>().HaveConversion<string>().HaveMaxLength(32);
    }
}
