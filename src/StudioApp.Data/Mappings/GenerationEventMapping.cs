using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudioApp.Data.Rows;

namespace StudioApp.Data.Mappings;

internal sealed class GenerationEventMapping : IEntityTypeConfiguration<GenerationEventRow>
{
    public void Configure(EntityTypeBuilder<GenerationEventRow> happening)
    {
        happening.ToTable("GenerationEvents");
        happening.HasKey(e => e.Id);
        happening.Property(e => e.Detail).HasMaxLength(200);
        happening.HasOne<GenerationRow>().WithMany().HasForeignKey(e => e.GenerationId).OnDelete(DeleteBehavior.Cascade);
        happening.HasIndex(e => new { e.GenerationId, e.Id });
    }
}
