namespace StudioApp.Diffusion.Tests.Support;

/// <summary>
/// Golden numbers of the reference implementations: the folder that <c>STUDIOAPP_VECTORS</c> names, else <c>../shared/vectors</c> beside the repository,
/// else the repository's own copy. A folder that was named and is not there fails the tests; it never skips them.
/// </summary>
internal static class Vectors
{
    private const string Variable = "STUDIOAPP_VECTORS";

    public static string Root => FindRoot();

    /// <summary>The repository's copy, and what only it has.</summary>
    public static string Own { get; } = Path.Combine(Repository.Root, "tests", "vectors");

    public static string Folder(string name) => Path.Combine(Root, name);

    /// <summary>The names of a folder's JSON files. Where there are none, one name that is no file's, so that the test which gets it fails.</summary>
    public static TheoryData<string> Files(string folder) => Names(folder, () => Directory.EnumerateFiles(folder, "*.json"));

    /// <summary>The names of a folder's folders, in the same way.</summary>
    public static TheoryData<string> Folders(string folder) => Names(folder, () => Directory.EnumerateDirectories(folder));

    private static TheoryData<string> Names(string folder, Func<IEnumerable<string>> list)
    {
        var names = Directory.Exists(folder) ? list().Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal).ToArray() : [];
        return names.Length > 0 ? [.. names] : ["(the folder is missing or empty)"];
    }

    private static string FindRoot()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return Path.GetFullPath(named, Repository.Root);
        var shared = Path.Combine(Repository.Root, "..", "shared", "vectors");
        return Path.GetFullPath(Directory.Exists(shared) ? shared : Own);
    }
}
