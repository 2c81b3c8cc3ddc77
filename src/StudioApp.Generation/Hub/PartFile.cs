using StudioApp.Core.Models;

namespace StudioApp.Engine.Hub;

/// <summary>A file that grows, and its check sum with it. Refusals of the disk are told as <see cref="HubException"/>.</summary>
internal sealed class PartFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly HubFile _file;
    private FileHasher _hasher;

    private PartFile(FileStream stream, HubFile file)
    {
        _stream = stream;
        _file = file;
        _hasher = new FileHasher(file);
    }

    public long Length { get; private set; }

    /// <summary>Opens what is there, and reads it once for its check sum.</summary>
    public static async Task<PartFile> OpenAsync(string path, HubFile file, byte[] buffer, CancellationToken ct)
    {
        PartFile? part = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // it has one: it is inside a folder
            part = new PartFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous), file);
            await part.ReadExistingAsync(buffer, ct).ConfigureAwait(false);
            return part;
        }
        catch (Exception e)
        {
            part?.Dispose();
            if (ModelsPlace.IsOfTheDisk(e))
                throw new HubException(ModelsPlace.ErrorOf(e), e);
            throw;
        }
    }

    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        try
        {
            await _stream.WriteAsync(bytes, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (ModelsPlace.IsOfTheDisk(e))
        {
            throw new HubException(ModelsPlace.ErrorOf(e), e);
        }

        _hasher.Add(bytes.Span);
        Length += bytes.Length;
    }

    public void Restart()
    {
        _stream.SetLength(0);
        _stream.Position = 0;
        Length = 0;
        _hasher.Dispose();
        _hasher = new FileHasher(_file);
    }

    /// <summary>Call it once, at the end.</summary>
    public bool IsRight() => _hasher.IsRight();

    public void Dispose()
    {
        _hasher.Dispose();
        _stream.Dispose();
    }

    private async Task ReadExistingAsync(byte[] buffer, CancellationToken ct)
    {
        if (_stream.Length > _file.Bytes)
            _stream.SetLength(0);
        while (await _stream.ReadAsync(buffer, ct).ConfigureAwait(false) is > 0 and var read)
        {
            _hasher.Add(buffer.AsSpan(0, read));
            Length += read;
        }
    }
}
