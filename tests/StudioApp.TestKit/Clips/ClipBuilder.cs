using StudioApp.Core.Clips;
using StudioApp.Core.Generations;

namespace StudioApp.TestKit.Clips;

/// <summary>The clip that a generation became.</summary>
public sealed class ClipBuilder(Generation generation)
{
    public static readonly ClipFacts Facts = new(
        256, 256, 24, 120, TimeSpan.FromSeconds(5), 123_456, new SpriteSheet(5, 5, 128, 128), "CPU (2 threads)", TimeSpan.FromSeconds(3.25));

    private DateTimeOffset _createdAt = generation.CreatedAt;

    public ClipBuilder CreatedAt(DateTimeOffset moment)
    {
        _createdAt = moment;
        return this;
    }

    public Clip Build() => new()
    {
        Id = ClipId.New(_createdAt),
        Owner = generation.Owner,
        Generation = generation.Id,
        Settings = generation.Settings,
        Facts = Facts,
        MediaKey = $"{generation.Id}/{Math.Max(generation.Attempt, 1)}",
        CreatedAt = _createdAt,
    };
}
