using StudioApp.TestKit.Files;

namespace StudioApp.Web.Tests;

/// <summary>The repository's own files, for tests of what a compiler does not read.</summary>
internal static class SourceTree
{
    public static string Read(string path) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, path));

    /// <summary>The web project's sources, without what a build has made.</summary>
    public static IEnumerable<FileInfo> Web(string pattern) => new DirectoryInfo(Path.Combine(RepositoryRoot.Path, "src/StudioApp.Web"))
        .EnumerateFiles(pattern, SearchOption.AllDirectories)
        .Where(f => !Path.GetRelativePath(RepositoryRoot.Path, f.FullName).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    public static string NameOf(FileInfo file) => Path.GetRelativePath(RepositoryRoot.Path, file.FullName);
}
