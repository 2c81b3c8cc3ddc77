using System.Buffers.Binary;
using System.IO.Compression;
using StudioApp.Core.Pictures;

namespace StudioApp.TestKit.Pictures;

/// <summary>Pictures for a store, without a program that makes them.</summary>
public static class TestPicture
{
    /// <summary>A name of one letter, a to f.</summary>
    public static PictureId Id(char letter) => PictureId.Parse(new string(letter, 64), null);

    /// <summary>Has the store keep one.</summary>
    public static Picture Keep(IPictureStore store, char letter, int width = 64, int height = 48)
    {
        var picture = new Picture(Id(letter), width, height);
        using var draft = store.OpenDraft();
        File.WriteAllBytes(draft.PicturePath, Png(width, height));
        File.WriteAllText(draft.ThumbnailPath, "small");
        store.Keep(draft, picture);
        return picture;
    }

    /// <summary>A PNG whose colours run from left to right and from top to bottom.</summary>
    /// <param name="blue">The same in every pixel.</param>
    public static byte[] Png(int width, int height, byte blue = 128)
    {
        var rows = new byte[height * ((width * 3) + 1)];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = (y * ((width * 3) + 1)) + 1 + (x * 3);
                (rows[at], rows[at + 1], rows[at + 2]) = ((byte)(255 * x / width), (byte)(255 * y / height), blue);
            }
        }

        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(rows);
        byte[] header = [.. Big(width), .. Big(height), 8, 2, 0, 0, 0];
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] content)
    {
        byte[] named = [.. name, .. content];
        return [.. Big(content.Length), .. named, .. Big((int)Crc(named))];
    }

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
        }

        return ~crc;
    }
}
