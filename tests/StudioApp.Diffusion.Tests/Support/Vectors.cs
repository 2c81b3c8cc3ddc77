namespace StudioApp.Diffusion.Tests.Support;

/// <summary>
/// Golden numbers of the reference implementations: the folder that <c>STUDIOAPP_VECTORS</c> names, else <c>../shared/vectors</c> beside the repository,
/// else the repository's own copy. A folder that was named and is not there fails the tests; it never skips them.
/// </summary>
internal static class Vectors
{
    private const string Variable = "STUDIOAPP_VECTORS";

    public static string Root { get; } = FindRoot();

    public static string Folder(string name) => Path.Combine(Root, name);

    /// <summary>The names of a folder's files or folders; one that does not exist stands for what is missing, so that the test which gets it fails and says so.</summary>
    public static TheoryData<string> Names(string folder, Func<string, IEnumerable<string>> list)
    {
        var path = Folder(folder);
        var names = Directory.Exists(path) ? list(path).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal).ToArray() : [];
        return names.Length > 0 ? [.. names] : [Path.Combine("nothing in", path)];
    }

    private static string FindRoot()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return Path.GetFullPath(named, Repository.Root);
        var shared = Path.Combine(Repository.Root, "..", "shared", "vectors");
        return Path.GetFullPath(Directory.Exists(shared) ? shared : Path.Combine(Repository.Root, "tests", "vectors"));
    }
}
