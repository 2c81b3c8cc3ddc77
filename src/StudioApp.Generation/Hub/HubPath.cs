using StudioApp.Core.Models;

namespace StudioApp.Engine.Hub;

/// <summary>Names that come from the hub are anybody's: only such that stay inside a folder, on every system, are let through.</summary>
internal static class HubPath
{
    private const int LongestName = 64;
    private const int LongestPath = 240;

    private static readonly string[] Devices = ["con", "prn", "aux", "nul"];

    /// <summary>Whether it is a plain relative path with forward slashes.</summary>
    public static bool IsSafe(string path) =>
        path.Length is > 0 and <= LongestPath && path.Split('/').All(IsSafePart);

    /// <summary>Where a file goes.</summary>
    /// <exception cref="HubException">It would leave the folder.</exception>
    public static string Inside(string folder, string path)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(Path.Combine(root, path));
        return IsSafe(path) && full.StartsWith(root, StringComparison.Ordinal) ? full : throw new HubException(HubErrors.PathUnsafe(path));
    }

    /// <summary>Whether a model's folder may be called so.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
        && IsSafePart(name);

    /// <summary>What a model's folder may be called instead: a dash for whatever no name has. Null when nothing is left.</summary>
    public static string? NameOf(string wanted)
    {
        var dashed = string.Concat(wanted.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-'));
        var name = string.Join('-', dashed.Split('-', StringSplitOptions.RemoveEmptyEntries)).Trim('.', '-', '_');
        name = name[..Math.Min(name.Length, LongestName)].TrimEnd('.', '-', '_');
        return IsName(name) ? name : null;
    }

    private static bool IsSafePart(string part) =>
        part.Length > 0
        && part is not ("." or "..")
        && part[^1] is not ('.' or ' ')
        && !part.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|')
        && !IsDevice(part.Split('.')[0].ToLowerInvariant());

    // Windows opens a device where a file has its name
    private static bool IsDevice(string name) =>
        Devices.Contains(name) || (name.Length == 4 && name[..3] is "com" or "lpt" && char.IsAsciiDigit(name[3]));
}
