using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Models;

/// <summary>A model as the hub has it: all that a person wants to know before a byte of its graphs is downloaded.</summary>
public sealed record HubModel
{
    public required HubAddress Address { get; init; }

    /// <summary>What the revision was when it was asked for: what is downloaded is this, whatever the branch becomes meanwhile.</summary>
    public required string Commit { get; init; }

    /// <summary>As its card names it; empty when it does not.</summary>
    public string Licence { get; init; } = "";

    /// <summary>Its authors ask people to accept terms on the hub's site first.</summary>
    public bool Gated { get; init; }

    /// <summary>What the studio takes of it.</summary>
    public required IReadOnlyList<HubFile> Files { get; init; }

    /// <summary>How many files it leaves out: weights of other programs, pictures.</summary>
    public int LeftOut { get; init; }

    public long LeftOutBytes { get; init; }

    /// <summary>Branches and tags to choose from, the branches first.</summary>
    public IReadOnlyList<string> Revisions { get; init; } = [];

    /// <summary>The family that it will be; empty when only the graphs themselves tell, or no family runs it.</summary>
    public string Family { get; init; } = "";

    /// <summary>Why the studio could not use it, by all that can be seen before; its details name every missing piece. Null when nothing speaks against it.</summary>
    public StudioError? Problem { get; init; }

    /// <summary>What is free where models are kept.</summary>
    public long FreeBytes { get; init; }

    /// <summary>A folder name that is not taken.</summary>
    public required string SuggestedName { get; init; }

    public long Bytes => Files.Sum(file => file.Bytes);
}

/// <param name="Path">Inside the repository and the model's folder, with forward slashes; never leaves the folder.</param>
public sealed record HubFile(string Path, long Bytes, FileHash Hash);

/// <param name="Hex">Lower-case.</param>
public readonly record struct FileHash(HashKind Kind, string Hex);

public enum HashKind
{
    /// <summary>Of the content: files in Git's large file storage.</summary>
    Sha256,

    /// <summary>Git's own, of a header and the content: all other files.</summary>
    GitBlob,
}
