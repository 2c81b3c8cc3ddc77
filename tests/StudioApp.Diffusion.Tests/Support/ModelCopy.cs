namespace StudioApp.Diffusion.Tests.Support;

/// <summary>A copy of a model folder that a test may damage or add to: Lantern's, where it names no other.</summary>
internal sealed class ModelCopy : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("studio-model-");

    public ModelCopy(string? source = null)
    {
        source ??= Repository.Lantern;
        Path = System.IO.Path.Combine(_parent.FullName, System.IO.Path.GetFileName(source));
        Add(source, "");
    }

    /// <summary>The model folder.</summary>
    public string Path { get; }

    /// <summary>The folder that holds it and nothing else.</summary>
    public string Parent => _parent.FullName;

    public string FileAt(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Copies another folder's files into this one, over what is there.</summary>
    /// <param name="under">Path inside this folder.</param>
    public void Add(string source, string under)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(Path, under, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
            File.SetAttributes(copy, FileAttributes.Normal);
        }
    }

    public void Write(string name, string text) => File.WriteAllText(FileAt(name), text);

    public void Replace(string name, string old, string with)
    {
        var text = File.ReadAllText(FileAt(name));
        Assert.Contains(old, text);
        Write(name, text.Replace(old, with));
    }

    public void Dispose() => _parent.Delete(recursive: true);
}
