using StudioApp.TestKit.Files;

namespace StudioApp.TestKit.Models;

/// <summary>A models folder of a test's own, with real graphs of random weights that run in no time.</summary>
public sealed class TinyModels : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>The folder that holds the model folders.</summary>
    public string Path => _folder.Path;

    /// <summary>Stable Diffusion, 64 x 64, that makes pictures from words, or from words and a picture.</summary>
    public TinyModels AddStableDiffusion(string name = "tiny-sd")
    {
        var vectors = System.IO.Path.Combine(RepositoryRoot.Path, "tests", "vectors");
        CopyFolder(System.IO.Path.Combine(vectors, "pipelines", "tiny-sd"), name);
        foreach (var file in new[] { "vocab.json", "merges.txt" })
            Copy(System.IO.Path.Combine(vectors, "clip", file), System.IO.Path.Combine(name, "tokenizer", file));
        return this;
    }

    /// <summary>Stable Video Diffusion, 64 x 64, that sets a picture in motion for 1 or 2 seconds.</summary>
    public TinyModels AddStableVideoDiffusion(string name = "tiny-svd")
    {
        TinyVideoModel.Write(_folder.Join(name));
        return this;
    }

    public TinyModels AddLantern()
    {
        CopyFolder(System.IO.Path.Combine(RepositoryRoot.Models, "lantern"), "lantern");
        return this;
    }

    public string FileOf(string name, string file) => _folder.Join(name, file);

    public void Dispose() => _folder.Dispose();

    private void CopyFolder(string source, string name)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            Copy(file, System.IO.Path.Combine(name, System.IO.Path.GetRelativePath(source, file)));
    }

    private void Copy(string source, string name)
    {
        var target = _folder.Join(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        File.Copy(source, target, overwrite: true);
        File.SetAttributes(target, FileAttributes.Normal);
    }
}
