using StudioApp.Core.Pictures;

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

    /// <summary>The picture that it starts from; null starts from words alone.</summary>
    public PictureId? StartPicture { get; init; }

    /// <summary>How far to go from <see cref="StartPicture"/>, above 0 to 1: at 1 little of it is left. Null without a picture, and for models that do not ask.</summary>
    public double? Strength { get; init; }
}
