using StudioApp.Core.Generations;
using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Models;

/// <summary>A model that the picker offers, or a folder that was refused and why.</summary>
public sealed record InstalledModel
{
    /// <summary>What requests name it by: the folder's name.</summary>
    public required string Name { get; init; }

    /// <summary>What people read: "Lantern v0".</summary>
    public required string Title { get; init; }

    /// <summary>The pipeline's family, such as "Lantern"; empty when the folder was refused before that was known.</summary>
    public string Family { get; init; } = "";

    /// <summary>What it runs on: "CPU (2 threads)", "CUDA 0".</summary>
    public string Device { get; init; } = "";

    /// <summary>What the device left to the CPU; null before the model has run, and where it is meant to run on the CPU.</summary>
    public CpuFallback? Fallback { get; init; }

    public long Bytes { get; init; }

    /// <summary>As the model card names it; empty when it does not.</summary>
    public string Licence { get; init; } = "";

    /// <summary>The model card's Markdown; empty when there is none.</summary>
    public string Card { get; init; } = "";

    /// <summary>Where the studio downloaded it from; null when somebody put the folder there.</summary>
    public ModelSource? Source { get; init; }

    /// <summary>Where its files are, when they are linked from elsewhere on this machine; null when they lie in the models folder.</summary>
    public string? LinkedFrom { get; init; }

    public ModelDefaults Defaults { get; init; } = new();

    /// <summary>The words that it was taught, when it has a closed vocabulary; null when it takes any text.</summary>
    public PromptVocabulary? Vocabulary { get; init; }

    public PictureUse TakesPicture { get; init; }

    /// <summary>Whether it asks how far to go from the picture, see <see cref="GenerationSettings.Strength"/>.</summary>
    public bool UsesStrength { get; init; }

    /// <summary>Why the folder cannot be used; null when it can.</summary>
    public StudioError? Problem { get; init; }
}

/// <summary>What a request gets when it does not say, and what it may say.</summary>
public sealed record ModelDefaults
{
    public int Seconds { get; init; } = 5;

    public int MinSeconds { get; init; } = 5;

    public int MaxSeconds { get; init; } = 10;

    public int Steps { get; init; } = 20;

    public double Guidance { get; init; } = 7.5;

    public double FramesPerSecond { get; init; } = 24;

    /// <summary>What it can make; the first is the default.</summary>
    public IReadOnlyList<AspectRatio> Aspects { get; init; } = [AspectRatio.Square];

    /// <summary>Prompts to start from.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
