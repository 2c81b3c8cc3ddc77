using static StudioApp.Diffusion.ModelFolders.OnnxFields;

namespace StudioApp.Diffusion.ModelFolders;

/// <summary>Which files beside a graph hold its weights: a graph over 2 GB has them elsewhere, and is worth nothing without them. Field numbers are those of onnx.proto.</summary>
internal static class OnnxWeights
{
    private const int ModelGraph = 7;
    private const int GraphInitializer = 5;
    private const int TensorExternal = 13;
    private const int EntryKey = 1;
    private const int EntryValue = 2;

    /// <returns>As the graph names them, relative to its folder, each once; empty when it has all of them inside, or cannot be read.</returns>
    public static IReadOnlyList<string> Read(string path) => OnnxFields.Read(path, (stream, file) =>
        (from graph in Inside(stream, file, ModelGraph).ToArray()
         from tensor in Inside(stream, graph, GraphInitializer)
         from entry in Inside(stream, tensor, TensorExternal).ToArray()
         where Text(stream, entry, EntryKey) == "location"
         select Text(stream, entry, EntryValue)).Distinct());

    private static string Text(Stream stream, OnnxRange entry, int field) =>
        Inside(stream, entry, field).Select(text => ReadText(stream, text)).FirstOrDefault("");
}
