using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudioApp.Data.Rows;

namespace StudioApp.Data.Mappings;

internal sealed class ClipMapping : IEntityTypeConfiguration<ClipRow>
{
    public void Configure(EntityTypeBuilder<ClipRow> clip)
    {
        clip.ToTable("Clips");
        clip.HasKey(c => c.Id);
        clip.Property(c => c.Id).ValueGeneratedNever();
        clip.Property(c => c.Owner).HasMaxLength(200);
        clip.Property(c => c.MediaKey).HasMaxLength(200);
        clip.Property(c => c.Device).HasMaxLength(200);
        clip.ComplexProperty(c => c.Settings, GenerationMapping.MapSettings);
        clip.HasOne<GenerationRow>().WithMany().HasForeignKey(c => c.GenerationId).OnDelete(DeleteBehavior.Restrict);

        // the database itself refuses a second clip of one generation, whatever the code above it does
        clip.HasIndex(c => c.GenerationId).IsUnique();
        clip.HasIndex(c => new { c.Owner, c.DeletedAt, c.CreatedAt, c.Id });
        clip.HasIndex(c => c.DeletedAt);
    }
}
