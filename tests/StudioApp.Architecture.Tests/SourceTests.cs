using System.Text.RegularExpressions;

namespace StudioApp.Architecture.Tests;

/// <summary>Habits that types cannot show.</summary>
public partial class SourceTests
{
    private static readonly string[] Libraries =
        ["StudioApp.Core", "StudioApp.Diffusion", "StudioApp.Media", "StudioApp.Generation", "StudioApp.Data", "StudioApp.Data.Sqlite"];

    private static readonly string[] Everything = [.. Libraries, "StudioApp.Web", "StudioApp.Cli"];

    [Fact]
    public void Libraries_ReadNoConfigurationOrEnvironment() =>
        AssertNone(Libraries, ConfigurationReads());

    [Fact]
    public void Nothing_IsLeftUnfinished() =>
        AssertNone(Everything, Unfinished());

    [Fact]
    public void Namespaces_EqualFolders()
    {
        var misplaced = Everything
            .SelectMany(p => Repository.Sources(p).Select(f => (Project: p, File: f)))
            .Where(x => !x.File.FullName.Contains("Migrations", StringComparison.Ordinal))
            .Select(x => (Path: Repository.RelativePath(x.File), Declared: Namespace().Match(File.ReadAllText(x.File.FullName))))
            .Where(x => x.Declared.Success)
            .Where(x => x.Declared.Groups[1].Value != ExpectedNamespace(x.Path))
            .Select(x => $"{x.Path}: {x.Declared.Groups[1].Value}");

        Assert.Empty(misplaced);
    }

    [Fact]
    public void Files_StayOnAFewScreens()
    {
        const int Most = 400;
        var crowded = Everything
            .SelectMany(p => Repository.Sources(p).Concat(Repository.Sources(p, "*.razor")))
            .Where(f => !f.FullName.Contains("Migrations", StringComparison.Ordinal))
            .Select(f => (Path: Repository.RelativePath(f), Lines: File.ReadLines(f.FullName).Count()))
            .Where(f => f.Lines > Most)
            .Select(f => $"{f.Path} has {f.Lines} lines: what is it two of?");

        Assert.Empty(crowded);
    }

    // a namespace StudioApp.Generation would hide Core's type Generation, so that project's root is StudioApp.Engine
    private static string ExpectedNamespace(string path) =>
        string.Join('.', path.Split('/')[1..^1]).Replace("StudioApp.Generation", "StudioApp.Engine", StringComparison.Ordinal);

    private static void AssertNone(IEnumerable<string> projects, Regex pattern)
    {
        var found = projects
            .SelectMany(p => Repository.Sources(p))
            .SelectMany(f => File.ReadLines(f.FullName).Select((line, i) => (Path: Repository.RelativePath(f), Number: i + 1, Line: line)))
            .Where(x => pattern.IsMatch(x.Line))
            .Select(x => $"{x.Path}:{x.Number}: {x.Line.Trim()}");

        Assert.Empty(found);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\bIConfiguration\b|Environment\.GetEnvironmentVariable")]
    private static partial Regex ConfigurationReads();

    [GeneratedRegex(@"NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b")]
    private static partial Regex Unfinished();
}
