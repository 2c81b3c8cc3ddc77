using System.Text;

namespace StudioApp.Diffusion.ModelFolders;

/// <summary>A part of a graph's file, from its first byte up to the one behind its last.</summary>
internal readonly record struct OnnxRange(long Start, long End);

/// <summary>Walks the fields of a graph's file, passing over what is not wanted: gigabytes of weights take no time.</summary>
internal static class OnnxFields
{
    private const int LongestText = 1 << 16;

    /// <summary>Reads some of a graph's file.</summary>
    /// <returns>Nothing where it cannot be read, which opening it will tell in full.</returns>
    public static IReadOnlyList<T> Read<T>(string path, Func<Stream, OnnxRange, IEnumerable<T>> read)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return [.. read(stream, new OnnxRange(0, stream.Length))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>The nested messages and texts of one field number inside <paramref name="outer"/>, one at a time; whoever takes one may read elsewhere meanwhile.</summary>
    /// <exception cref="InvalidDataException">It is no protobuf.</exception>
    public static IEnumerable<OnnxRange> Inside(Stream stream, OnnxRange outer, int wanted)
    {
        stream.Position = outer.Start;
        return Messages(stream, outer.End, wanted);
    }

    /// <exception cref="InvalidDataException">It is far too long for a name or a path.</exception>
    public static string ReadText(Stream stream, OnnxRange text)
    {
        if (text.End - text.Start > LongestText)
            throw new InvalidDataException("A name is far too long.");
        stream.Position = text.Start;
        var bytes = new byte[text.End - text.Start];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    // each one's position is set anew after it was handed out: whoever takes it may read elsewhere meanwhile
    private static IEnumerable<OnnxRange> Messages(Stream stream, long end, int wanted)
    {
        var next = stream.Position;
        while (next < end)
        {
            stream.Position = next;
            var (field, wire) = ReadTag(stream);
            if (wire != 2)
            {
                Skip(stream, wire, end);
                next = stream.Position;
                continue;
            }

            var length = ReadVarint(stream);
            var start = stream.Position;
            if (length > (ulong)(end - start))
                throw new InvalidDataException("A field is longer than what holds it.");
            next = start + (long)length;
            if (field == wanted)
                yield return new OnnxRange(start, next);
        }
    }

    public static void Skip(Stream stream, int wire, long end)
    {
        switch (wire)
        {
            case 0:
                ReadVarint(stream);
                break;
            case 1:
                stream.Position += sizeof(ulong);
                break;
            case 2:
                var length = ReadVarint(stream);
                stream.Position = length <= (ulong)(end - stream.Position) ? stream.Position + (long)length : throw new InvalidDataException("A field is longer than what holds it.");
                break;
            case 5:
                stream.Position += sizeof(uint);
                break;
            default:
                throw new InvalidDataException("No protobuf.");
        }
    }

    public static (int Field, int Wire) ReadTag(Stream stream)
    {
        var tag = ReadVarint(stream);
        return ((int)(tag >> 3), (int)(tag & 7));
    }

    public static ulong ReadVarint(Stream stream)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = stream.ReadByte();
            if (next < 0)
                throw new EndOfStreamException();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException("No protobuf.");
    }
}
