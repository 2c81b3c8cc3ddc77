using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Models;

/// <summary>Model folders that lie elsewhere on this machine: used where they are, never copied, moved or changed.</summary>
public interface IModelLinks
{
    /// <summary>Looks at a folder without changing anything.</summary>
    /// <param name="path">Absolute, or beginning with <c>~</c>.</param>
    Task<Outcome<FolderModel>> DescribeAsync(string path, CancellationToken ct);

    /// <summary>Lists it among the models from now on; removing it there leaves the folder itself alone.</summary>
    /// <param name="name">What requests will name it by.</param>
    /// <returns>The name.</returns>
    Task<Outcome<string>> AddAsync(string path, string name, CancellationToken ct);
}

/// <summary>A model folder somewhere on this machine.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Family">Empty when it is not known.</param>
/// <param name="Licence">As its card names it; empty when it does not.</param>
/// <param name="Problem">Why it cannot be used; its details name every missing piece. Null when it can.</param>
/// <param name="SuggestedName">A name that is not taken.</param>
public sealed record FolderModel(string Path, string Title, string Family, long Bytes, string Licence, StudioError? Problem, string SuggestedName)
{
    /// <summary>Whether a person who typed this means a folder and no model of the hub.</summary>
    public static bool IsPath(string text) =>
        text.Trim() is var path && (path.StartsWith('/') || path.StartsWith('~') || path.StartsWith('.') || path.Contains('\\') || (path.Length > 2 && path[1] == ':'));
}
