using System.Diagnostics.CodeAnalysis;
using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Models;

/// <summary>Which repository of the hub, and which state of it.</summary>
/// <param name="Repository"><c>owner/name</c>; a few old ones have no owner.</param>
/// <param name="Revision">A branch, a tag or a commit.</param>
public sealed record HubAddress(string Repository, string Revision)
{
    public const string MainBranch = "main";

    private const int LongestPart = 96;
    private const int LongestRevision = 200;

    /// <summary>The repository's last name: what the model's folder may be called.</summary>
    public string Name => Repository[(Repository.LastIndexOf('/') + 1)..];

    /// <summary>Takes an id as it stands on the hub's page, or the whole address out of a browser.</summary>
    /// <param name="text"><c>owner/name</c> or <c>https://.../owner/name/tree/revision</c>.</param>
    /// <param name="revision">Goes before the one in an address; the main branch when neither says.</param>
    public static Outcome<HubAddress> Parse(string text, string? revision)
    {
        var (repository, told) = Split(text.Trim());
        var wanted = string.IsNullOrWhiteSpace(revision) ? told ?? MainBranch : revision.Trim();
        return !IsRepository(repository) ? HubErrors.RepositoryInvalid(text.Trim())
            : !IsRevision(wanted) ? HubErrors.RevisionInvalid(wanted)
            : new HubAddress(repository, wanted);
    }

    private static (string Repository, string? Revision) Split(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            return (text.Trim('/'), null);

        var parts = Uri.UnescapeDataString(address.AbsolutePath).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var tree = Array.IndexOf(parts, "tree");
        return tree is 1 or 2 && tree + 1 < parts.Length
            ? (string.Join('/', parts[..tree]), string.Join('/', parts[(tree + 1)..]))
            : (string.Join('/', parts), null);
    }

    private static bool IsRepository([NotNullWhen(true)] string? repository) =>
        repository?.Split('/') is { Length: 1 or 2 } parts
        && parts.All(part => part.Length is > 0 and <= LongestPart
            && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            && part[0] is not ('.' or '-') && part[^1] is not ('.' or '-')
            && !part.Contains("..", StringComparison.Ordinal));

    private static bool IsRevision(string revision) =>
        revision.Length is > 0 and <= LongestRevision
        && !revision.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c))
        && !revision.Split('/').Any(part => part is "" or "." or "..");
}
