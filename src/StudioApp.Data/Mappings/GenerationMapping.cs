using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudioApp.Core.Generations;
using StudioApp.Data.Rows;

namespace StudioApp.Data.Mappings;

internal sealed class GenerationMapping : IEntityTypeConfiguration<GenerationRow>
{
    public void Configure(EntityTypeBuilder<GenerationRow> generation)
    {
        generation.ToTable("Generations");
        generation.HasKey(g => g.Id);
        generation.Property(g => g.Id).ValueGeneratedNever();
        generation.Property(g => g.Owner).HasMaxLength(200);
        generation.Property(g => g.Version).IsConcurrencyToken();
        generation.ComplexProperty(g => g.Settings, MapSettings);

        // the dispatcher reads what is open; lists go newest first within one person
        generation.HasIndex(g => new { g.State, g.CreatedAt, g.Id });
        generation.HasIndex(g => new { g.Owner, g.CreatedAt, g.Id });
    }

    /// <summary>The columns of the settings, the same in every table that keeps them.</summary>
    public static void MapSettings(ComplexPropertyBuilder<GenerationSettings> settings)
    {
        settings.Property(s => s.Prompt).HasColumnName("Prompt");
        settings.Property(s => s.NegativePrompt).HasColumnName("NegativePrompt");
        settings.Property(s => s.Model).HasColumnName("Model").HasMaxLength(200);
        settings.Property(s => s.Seconds).HasColumnName("Seconds");
        settings.Property(s => s.Seed).HasColumnName("Seed");
        settings.Property(s => s.Steps).HasColumnName("Steps");
        settings.Property(s => s.Guidance).HasColumnName("Guidance");
        settings.Property(s => s.Aspect).HasColumnName("Aspect");
        settings.Property(s => s.StartPicture).HasColumnName("StartPicture");
        settings.Property(s => s.Strength).HasColumnName("Strength");
    }
}
