namespace StudioApp.Diffusion.Tests.Support;

/// <summary>A copy of the Lantern folder that a test may damage.</summary>
internal sealed class ModelCopy : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("studio-model-");

    public ModelCopy()
    {
        Path = System.IO.Path.Combine(_parent.FullName, "lantern");
        foreach (var file in Directory.EnumerateFiles(Repository.Lantern, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(Repository.Lantern, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The model folder.</summary>
    public string Path { get; }

    /// <summary>The folder that holds it and nothing else.</summary>
    public string Parent => _parent.FullName;

    public string FileAt(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text) => File.WriteAllText(FileAt(name), text);

    public void Replace(string name, string old, string with)
    {
        var text = File.ReadAllText(FileAt(name));
        Assert.Contains(old, text);
        Write(name, text.Replace(old, with));
    }

    public void Dispose() => _parent.Delete(recursive: true);
}
