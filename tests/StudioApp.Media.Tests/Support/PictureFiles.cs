using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace StudioApp.Media.Tests.Support;

/// <summary>Picture files as programs and cameras write them: by ffmpeg itself, with what it does not write put in by hand.</summary>
internal static class PictureFiles
{
    /// <summary>Four fields, so that turning and mirroring show: red, green over blue, white.</summary>
    public const string Fields = "color=red:s=32x24[a];color=lime:s=32x24[b];color=blue:s=32x24[c];color=white:s=32x24[d];[a][b]hstack[x];[c][d]hstack[y];[x][y]vstack";

    public static async Task<string> MakeAsync(this TempFolder folder, string name, string graph, params string[] options)
    {
        var path = folder[name];
        string[] arguments = ["-v", "error", "-y", "-f", "lavfi", "-i", graph, .. options, path];
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
        return path;
    }

    public static Task<string> StillAsync(this TempFolder folder, string name, string graph, params string[] options) =>
        folder.MakeAsync(name, graph, ["-frames:v", "1", .. options]);

    /// <summary>A JPEG's EXIF, behind its first marker, with a line that is nobody's business.</summary>
    public static byte[] WithExif(byte[] jpeg, int orientation)
    {
        byte[] exif = [.. "Exif\0\0"u8, .. Exif(orientation), .. "taken at home"u8];
        var segment = new byte[4];
        (segment[0], segment[1]) = (0xFF, 0xE1);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(exif.Length + 2));
        return [.. jpeg[..2], .. segment, .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG's, in front of its end.</summary>
    public static byte[] WithChunk(byte[] png, string name, byte[] content)
    {
        const int End = 12;
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        return [.. png[..^End], .. Big(content.Length), .. named, .. Big((int)Crc(named)), .. png[^End..]];
    }

    /// <summary>A WebP in its longer form, with EXIF at its end.</summary>
    public static byte[] WithWebpExif(byte[] plain, int width, int height, int orientation)
    {
        const int HasExif = 0x08;
        byte[] head = [.. "VP8X"u8, .. Little(10), HasExif, 0, 0, 0, .. Little(width - 1)[..3], .. Little(height - 1)[..3]];
        var exif = Exif(orientation);
        byte[] chunks = [.. "WEBP"u8, .. head, .. plain[12..], .. "EXIF"u8, .. Little(exif.Length), .. exif];
        return [.. "RIFF"u8, .. Little(chunks.Length), .. chunks];
    }

    /// <summary>A TIFF file with one entry, big-endian as cameras write it.</summary>
    public static byte[] Exif(int orientation) =>
        [.. "MM"u8, 0, 42, .. Big(8), 0, 1, 0x01, 0x12, 0, 3, .. Big(1), 0, (byte)orientation, 0, 0, .. Big(0)];

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Little(int number) => BitConverter.GetBytes(number);

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
