namespace StudioApp.Web.Tests;

/// <summary>The repository's own files, for tests of what a compiler does not read.</summary>
internal static class SourceTree
{
    public static DirectoryInfo Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root.FullName, path));

    /// <summary>The web project's sources, without what a build has made.</summary>
    public static IEnumerable<FileInfo> Web(string pattern) => new DirectoryInfo(Path.Combine(Root.FullName, "src/StudioApp.Web"))
        .EnumerateFiles(pattern, SearchOption.AllDirectories)
        .Where(f => !Path.GetRelativePath(Root.FullName, f.FullName).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    public static string NameOf(FileInfo file) => Path.GetRelativePath(Root.FullName, file.FullName);

    private static DirectoryInfo FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "StudioApp.sln")))
            folder = folder.Parent;
        return folder ?? throw new InvalidOperationException("The tests do not lie inside the repository.");
    }
}
