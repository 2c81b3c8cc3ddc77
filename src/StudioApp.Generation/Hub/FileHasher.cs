using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using StudioApp.Core.Models;

namespace StudioApp.Engine.Hub;

/// <summary>Hashes a file as its bytes come.</summary>
internal sealed class FileHasher : IDisposable
{
    private readonly FileHash _wanted;
    private readonly IncrementalHash _hash;

    [SuppressMessage("Security", "CA5350", Justification = "Git names its objects by SHA-1; it is the only check that the hub offers for small files.")]
    public FileHasher(HubFile file)
    {
        _wanted = file.Hash;
        _hash = IncrementalHash.CreateHash(file.Hash.Kind == HashKind.Sha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        if (file.Hash.Kind == HashKind.GitBlob)
            _hash.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"blob {file.Bytes}\0")));
    }

    public void Add(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>Whether the bytes were the file's. Call it once.</summary>
    public bool IsRight() => Convert.ToHexStringLower(_hash.GetHashAndReset()) == _wanted.Hex;

    public void Dispose() => _hash.Dispose();
}
