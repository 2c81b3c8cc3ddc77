namespace StudioApp.Core.Generations;

/// <summary>Everything that decides the pixels: the same settings on the same machine give the same clip, bit for bit.</summary>
public sealed record GenerationSettings
{
    public required string Prompt { get; init; }

    public string NegativePrompt { get; init; } = "";

    /// <summary>The model's name, which is its folder's name: <c>lantern</c>.</summary>
    public required string Model { get; init; }

    public required int Seconds { get; init; }

    /// <summary>0 to <see cref="GenerationLimits.MaxSeed"/>, so that every JSON reader keeps it whole.</summary>
    public required long Seed { get; init; }

    public required int Steps { get; init; }

    /// <summary>Guidance scale of classifier-free guidance; 1 turns it off.</summary>
    public required double Guidance { get; init; }

    public required AspectRatio Aspect { get; init; }
}
