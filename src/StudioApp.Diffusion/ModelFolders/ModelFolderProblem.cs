namespace StudioApp.Diffusion.ModelFolders;

public enum ModelFolderProblemKind
{
    /// <summary>A file that the family needs is not there.</summary>
    Missing,

    /// <summary>It is there, but has no bytes, or stops before its end.</summary>
    Incomplete,

    /// <summary>It is a Git LFS pointer: the real file was never fetched.</summary>
    LfsPointer,

    /// <summary>It is there, but it is not what its name says.</summary>
    Corrupt,

    /// <summary>It is good, but asks for a family, class or option that the studio does not run.</summary>
    Unsupported,

    /// <summary>The folder is a link, and what it points to is not there.</summary>
    LinkBroken,

    /// <summary>The system does not let us read it.</summary>
    Unreadable,
}

/// <summary>One reason why a model folder cannot be used.</summary>
/// <param name="File">Path inside the folder, with forward slashes; empty when it is the folder itself.</param>
/// <param name="Message">What is wrong, then what to do.</param>
public sealed record ModelFolderProblem(ModelFolderProblemKind Kind, string File, string Message)
{
    /// <summary>As <see cref="DiffusionException.Code"/>; empty where the kind and the file say all.</summary>
    public string Code { get; init; } = "";

    /// <inheritdoc cref="DiffusionException.Arguments"/>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
