using System.Xml.Linq;
using StudioApp.TestKit.Files;

namespace StudioApp.Architecture.Tests;

/// <summary>The source tree, as the tests that read it see it.</summary>
internal static class Repository
{
    public static DirectoryInfo Root { get; } = new(RepositoryRoot.Path);

    public static IEnumerable<FileInfo> Sources(string project, string pattern = "*.cs") =>
        Root.GetDirectories("src").Single().GetDirectories(project).Single()
            .EnumerateFiles(pattern, SearchOption.AllDirectories)
            .Where(f => !RelativePath(f).Split('/').Any(part => part is "bin" or "obj"));

    public static string RelativePath(FileSystemInfo file) => Path.GetRelativePath(Root.FullName, file.FullName).Replace('\\', '/');

    /// <summary>Names of the projects that a project refers to.</summary>
    public static IReadOnlyList<string> ProjectReferences(string project) => References(project, "ProjectReference")
        .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
        .ToList();

    public static IReadOnlyList<string> PackageReferences(string project) => References(project, "PackageReference").ToList();

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Root.FullName, "src", project, $"{project}.csproj"))
            .Descendants(kind)
            .Select(e => e.Attribute("Include")!.Value);
}
