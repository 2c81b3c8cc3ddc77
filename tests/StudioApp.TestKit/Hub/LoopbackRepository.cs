using System.Security.Cryptography;
using System.Text;

namespace StudioApp.TestKit.Hub;

/// <summary>A model of the <see cref="LoopbackHub"/>.</summary>
public sealed class LoopbackRepository(string id)
{
    // the real hub's: small texts stay in Git
    private const int LargeFrom = 10_000;

    private readonly Dictionary<string, LoopbackFile> _files = new(StringComparer.Ordinal);

    public string Id => id;

    public string Commit { get; private set; } = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(id)));

    public string Branch { get; private set; } = "main";

    public bool IsGated { get; private set; }

    public bool IsPrivate { get; private set; }

    public string Licence { get; private set; } = "mit";

    public long Bytes => _files.Values.Sum(file => (long)file.Bytes.Length);

    public LoopbackRepository With(string path, byte[] bytes)
    {
        _files[path] = new LoopbackFile(bytes, IsLarge: bytes.Length >= LargeFrom || path.EndsWith(".onnx", StringComparison.Ordinal));
        return this;
    }

    public LoopbackRepository With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Every file of a model folder on this disk.</summary>
    public LoopbackRepository WithFolder(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            With(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes(file));
        return this;
    }

    public LoopbackRepository Without(string path)
    {
        _files.Remove(path);
        return this;
    }

    public LoopbackRepository OnBranch(string branch)
    {
        Branch = branch;
        return this;
    }

    public LoopbackRepository Licensed(string licence)
    {
        Licence = licence;
        return this;
    }

    public LoopbackRepository Gated()
    {
        IsGated = true;
        return this;
    }

    public LoopbackRepository Private()
    {
        IsPrivate = true;
        return this;
    }

    /// <summary>Its authors push a further commit.</summary>
    public void MoveOn() => Commit = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(Commit)));

    internal bool Knows(string revision) => revision == Branch || revision == Commit;

    internal LoopbackFile? Find(string path) => _files.GetValueOrDefault(path);

    internal object Refs() => new { branches = new[] { new { name = Branch, @ref = $"refs/heads/{Branch}", targetCommit = Commit } }, tags = new[] { new { name = "v1.0" } }, converts = Array.Empty<object>() };

    internal object Describe() => new
    {
        id,
        sha = Commit,
        @private = IsPrivate,
        gated = IsGated ? (object)"auto" : false,
        tags = new[] { "onnx", $"license:{Licence}" },
        cardData = new { license = Licence },
        siblings = _files.Select(pair => pair.Value.IsLarge
            ? (object)new { rfilename = pair.Key, size = pair.Value.Bytes.Length, blobId = pair.Value.BlobId, lfs = new { sha256 = pair.Value.Sha256, size = pair.Value.Bytes.Length, pointerSize = 134 } }
            : new { rfilename = pair.Key, size = pair.Value.Bytes.Length, blobId = pair.Value.BlobId }).ToArray(),
    };
}

internal sealed record LoopbackFile(byte[] Bytes, bool IsLarge)
{
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));

    public string BlobId { get; } = Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {Bytes.Length}\0"), .. Bytes]));
}
