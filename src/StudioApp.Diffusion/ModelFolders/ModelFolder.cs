namespace StudioApp.Diffusion.ModelFolders;

/// <summary>A folder in the diffusers layout, as it was found: usable, or refused with every reason.</summary>
public sealed record ModelFolder
{
    /// <summary>The folder's own name, which requests name the model by.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>Where it points to, when it is a link; null when it is a folder.</summary>
    public string? LinkedFrom { get; init; }

    /// <summary>What people read; the folder's name where <c>model_index.json</c> gives no <c>title</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The pipeline's family: <c>Lantern</c>; empty when the folder was refused before that was known.</summary>
    public string Family { get; init; } = "";

    /// <summary>All files together.</summary>
    public long Bytes { get; init; }

    /// <summary>When a file in it was last written, UTC; with <see cref="Bytes"/> it tells whether the files were replaced.</summary>
    public DateTime ChangedAt { get; init; }

    /// <summary>The card's front matter, <c>license</c>; empty when it does not say.</summary>
    public string Licence { get; init; } = "";

    /// <summary><c>MODEL_CARD.md</c> or <c>README.md</c> without its front matter; empty when there is neither.</summary>
    public string Card { get; init; } = "";

    /// <summary>Null when the folder was refused before they could be read.</summary>
    public ModelFolderDefaults? Defaults { get; init; }

    /// <summary>Null when the model takes any text, or the folder was refused.</summary>
    public ModelVocabulary? Vocabulary { get; init; }

    /// <summary>It sets a picture in motion, and makes nothing from words alone.</summary>
    public bool NeedsPicture { get; init; }

    /// <summary>It makes pictures and clips from words, and can start from a picture too: <see cref="Pipelines.VideoRequest.Strength"/> says how far it goes from it.</summary>
    public bool TakesPicture { get; init; }

    /// <summary>Every reason why it cannot be used; empty when it can.</summary>
    public IReadOnlyList<ModelFolderProblem> Problems { get; init; } = [];

    public bool Usable => Problems.Count == 0;
}
