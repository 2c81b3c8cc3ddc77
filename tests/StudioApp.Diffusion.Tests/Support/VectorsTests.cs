namespace StudioApp.Diffusion.Tests.Support;

public sealed class VectorsTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("studio-vectors-");

    [Fact]
    public void FolderIn_APartThatWasLeftOut_IsTheRepositorysOwn()
    {
        File.WriteAllText(Path.Combine(_root.CreateSubdirectory("schedulers").FullName, "one.json"), "{}");
        Assert.Equal(Path.Combine(_root.FullName, "schedulers"), Vectors.FolderIn(_root.FullName, "schedulers"));
        Assert.Equal(Path.Combine(Vectors.Own, "clip"), Vectors.FolderIn(_root.FullName, "clip"));
    }

    // a folder that was named and holds nothing must fail, so nothing else may stand in for it
    [Theory]
    [InlineData("schedulers")]
    [InlineData("clip")]
    [InlineData("pipelines")]
    public void FolderIn_AFolderWithoutAnyPart_StandsForItself(string part)
    {
        _root.CreateSubdirectory(part);
        Assert.Equal(Path.Combine(_root.FullName, part), Vectors.FolderIn(_root.FullName, part));
        Assert.StartsWith("(", Assert.Single(NamesOf(Vectors.Files(Vectors.FolderIn(_root.FullName, part)))));
        Assert.StartsWith("(", Assert.Single(NamesOf(Vectors.Folders(Vectors.FolderIn(Path.Combine(_root.FullName, "gone"), part), "golden/golden.json"))));
    }

    [Fact]
    public void Folders_WithoutTheirGoldenFile_AreNone()
    {
        _root.CreateSubdirectory("notes");
        File.WriteAllText(Path.Combine(_root.CreateSubdirectory("model/golden").FullName, "golden.json"), "{}");
        Assert.Equal("model", Assert.Single(NamesOf(Vectors.Folders(_root.FullName, "golden/golden.json"))));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static IEnumerable<string> NamesOf(IEnumerable<object[]> rows) => rows.Select(row => (string)row[0]);
}
