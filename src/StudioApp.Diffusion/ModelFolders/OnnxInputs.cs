using System.Text;

namespace StudioApp.Diffusion.ModelFolders;

/// <summary>An input as a graph's file declares it.</summary>
/// <param name="Shape">-1 where a dimension is open; empty for a single number.</param>
internal sealed record OnnxInput(string Name, IReadOnlyList<int> Shape);

/// <summary>
/// Reads what a graph wants to be given from its file's header fields, passing over the weights: what a folder is can be told, and shown, without opening
/// gigabytes in ONNX Runtime. Field numbers are those of onnx.proto.
/// </summary>
internal static class OnnxInputs
{
    private const int ModelGraph = 7;
    private const int GraphInput = 11;
    private const int InputName = 1;
    private const int InputType = 2;
    private const int TypeTensor = 1;
    private const int TensorShape = 2;
    private const int ShapeDimension = 1;
    private const int DimensionValue = 1;

    /// <returns>In the file's order; empty when it cannot be read, which opening it will tell in full.</returns>
    public static IReadOnlyList<OnnxInput> Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return [.. from graph in Messages(stream, stream.Length, ModelGraph).ToArray()
                       from input in Inside(stream, graph, GraphInput).ToArray()
                       select ReadInput(stream, input)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return [];
        }
    }

    private static OnnxInput ReadInput(Stream stream, Range64 input)
    {
        var name = Inside(stream, input, InputName).Select(text => ReadText(stream, text)).FirstOrDefault("");
        var dimensions =
            from type in Inside(stream, input, InputType).ToArray()
            from tensor in Inside(stream, type, TypeTensor).ToArray()
            from shape in Inside(stream, tensor, TensorShape).ToArray()
            from dimension in Inside(stream, shape, ShapeDimension).ToArray()
            select ReadDimension(stream, dimension);
        return new OnnxInput(name, [.. dimensions]);
    }

    private static int ReadDimension(Stream stream, Range64 dimension)
    {
        stream.Position = dimension.Start;
        while (stream.Position < dimension.End)
        {
            var (field, wire) = ReadTag(stream);
            if (field == DimensionValue && wire == 0)
                return ReadVarint(stream) is > 0 and <= int.MaxValue and var size ? (int)size : -1;
            Skip(stream, wire, dimension.End);
        }

        return -1;
    }

    private static string ReadText(Stream stream, Range64 text)
    {
        stream.Position = text.Start;
        var bytes = new byte[text.End - text.Start];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private static IEnumerable<Range64> Inside(Stream stream, Range64 outer, int wanted)
    {
        stream.Position = outer.Start;
        return Messages(stream, outer.End, wanted);
    }

    // each one's position is set anew after it was handed out: whoever takes it may read elsewhere meanwhile
    private static IEnumerable<Range64> Messages(Stream stream, long end, int wanted)
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
                yield return new Range64(start, next);
        }
    }

    private static void Skip(Stream stream, int wire, long end)
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

    private static (int Field, int Wire) ReadTag(Stream stream)
    {
        var tag = ReadVarint(stream);
        return ((int)(tag >> 3), (int)(tag & 7));
    }

    private static ulong ReadVarint(Stream stream)
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

    private readonly record struct Range64(long Start, long End);
}
