namespace StudioApp.Architecture.Tests;

/// <summary>The top level is fixed by the person who ordered the studio.</summary>
public class TopLevelTests
{
    private static readonly string[] Fixed = ["src", "tests", "wwwroot-assets", "models", "StudioApp.sln", "appsettings.sample.json", "README.md"];

    private static readonly string[] Beside =
    [
        "docs", "studio", ".ci", ".config", ".git", ".gitignore", ".gitattributes", ".editorconfig",
        "Directory.Build.props", "Directory.Packages.props", "global.json", "BannedSymbols.txt",
        // what runs and builds leave behind, and the person's own settings; ignored by git
        "data", "artifacts", "appsettings.json",
    ];

    [Fact]
    public void TopLevel_HoldsWhatWasOrdered_AndNothingElse()
    {
        var names = Repository.Root.EnumerateFileSystemInfos().Select(f => f.Name).ToList();

        Assert.Empty(Fixed.Except(names));
        Assert.Empty(names.Except(Fixed).Except(Beside));
    }
}
