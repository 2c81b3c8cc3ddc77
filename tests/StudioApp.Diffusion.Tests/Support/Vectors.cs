namespace StudioApp.Diffusion.Tests.Support;

/// <summary>
/// Golden numbers of the reference implementations: the folder that <c>STUDIOAPP_VECTORS</c> names, else <c>../shared/vectors</c> beside the repository,
/// else the repository's own copy. A folder that was named and is not there fails the tests; it never skips them.
/// </summary>
internal static class Vectors
{
    private const string Variable = "STUDIOAPP_VECTORS";

    private static readonly string[] Parts = ["schedulers", "clip", "pipelines"];

    public static string Root => FindRoot();

    /// <summary>The repository's copy, and what only it has.</summary>
    public static string Own { get; } = Path.Combine(Repository.Root, "tests", "vectors");

    /// <summary>A part of the golden numbers. A folder of other numbers may leave out whole parts, which are then the repository's own, but not all of them.</summary>
    public static string Folder(string name) => FolderIn(Root, name);

    /// <inheritdoc cref="Folder"/>
    public static string FolderIn(string root, string name)
    {
        var part = Path.Combine(root, name);
        return !HasAny(part) && Array.Exists(Parts, other => HasAny(Path.Combine(root, other))) ? Path.Combine(Own, name) : part;
    }

    /// <summary>The CLIP tokenizer that all of them were made with: beside them, or the repository's own.</summary>
    public static string ClipFiles => File.Exists(Path.Combine(Folder("clip"), "vocab.json")) ? Folder("clip") : Path.Combine(Own, "clip");

    /// <summary>The names of a folder's JSON files. Where there are none, one name that is no file's, so that the test which gets it fails.</summary>
    public static TheoryData<string> Files(string folder) => Names(folder, () => Directory.EnumerateFiles(folder, "*.json"));

    /// <summary>The names of a folder's folders which hold such a file, in the same way.</summary>
    public static TheoryData<string> Folders(string folder, string holding) =>
        Names(folder, () => Directory.EnumerateDirectories(folder).Where(entry => File.Exists(Path.Combine(entry, holding))));

    private static bool HasAny(string folder) => Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any();

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
