using static StudioApp.Diffusion.ModelFolders.OnnxFields;

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
    public static IReadOnlyList<OnnxInput> Read(string path) => OnnxFields.Read(path, (stream, file) =>
        from graph in Inside(stream, file, ModelGraph).ToArray()
        from input in Inside(stream, graph, GraphInput).ToArray()
        select ReadInput(stream, input));

    private static OnnxInput ReadInput(Stream stream, OnnxRange input)
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

    private static int ReadDimension(Stream stream, OnnxRange dimension)
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
}
