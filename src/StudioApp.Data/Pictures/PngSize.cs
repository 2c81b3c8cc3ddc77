using System.Buffers.Binary;

namespace StudioApp.Data.Pictures;

/// <summary>Reads a PNG's size from its first bytes, and looks whether its last are there.</summary>
internal static class PngSize
{
    private const int HeaderLength = 24;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> End => [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    /// <returns>Null when it is no whole PNG, or has gone.</returns>
    public static (int Width, int Height)? Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            Span<byte> header = stackalloc byte[HeaderLength];
            Span<byte> end = stackalloc byte[End.Length];
            var length = RandomAccess.GetLength(file);
            return length >= HeaderLength + End.Length
                && RandomAccess.Read(file, header, 0) == HeaderLength && header.StartsWith(Signature)
                && RandomAccess.Read(file, end, length - End.Length) == End.Length && end.SequenceEqual(End)
                    ? (BinaryPrimitives.ReadInt32BigEndian(header[16..]), BinaryPrimitives.ReadInt32BigEndian(header[20..]))
                    : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
