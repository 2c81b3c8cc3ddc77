namespace StudioApp.Engine.Hub;

/// <summary>
/// Which of a repository's files a model folder needs: the graphs and their weights, configurations, tokenizers and the card. Not: the
/// same weights for other programs, further versions of a graph, pictures, and the safety checker, which no pipeline here runs.
/// </summary>
internal static class HubFileChoice
{
    private const string Graph = ".onnx";
    private const string MainGraph = "model.onnx";

    private static readonly HashSet<string> OfTheModel = new(StringComparer.OrdinalIgnoreCase) { "model_index.json", "README.md", "MODEL_CARD.md" };

    private static readonly string[] Texts = [".json", ".txt", ".model"];

    private static readonly string[] OfOthers =
    [
        ".safetensors", ".pt", ".pth", ".ckpt", ".h5", ".msgpack", ".ot", ".gguf", ".tflite", ".mlmodel", ".engine", ".xml", ".py", ".ipynb", ".md",
        ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".mp4", ".webm", ".zip", ".tar", ".gz",
    ];

    private static readonly string[] WeightsOfOthers = ["pytorch_model", "diffusion_pytorch_model", "flax_model", "tf_model", "openvino", "training_args", "optimizer"];

    private static readonly HashSet<string> PartsUnused = new(StringComparer.OrdinalIgnoreCase) { "safety_checker", "golden" };

    /// <returns>Those of <paramref name="paths"/> that are needed, in their order.</returns>
    public static IReadOnlyList<string> Choose(IReadOnlyList<string> paths)
    {
        var graphs = paths.Where(IsGraph).ToLookup(FolderOf, NameOf, StringComparer.Ordinal);
        return [.. paths.Where(path => IsNeeded(path, [.. graphs[FolderOf(path)]]))];
    }

    public static bool IsGraph(string path) => path.EndsWith(Graph, StringComparison.OrdinalIgnoreCase);

    private static bool IsNeeded(string path, IReadOnlyList<string> graphs)
    {
        var folder = FolderOf(path);
        var name = NameOf(path);
        if (folder.Length == 0)
            return OfTheModel.Contains(name) || name.StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase) || name.StartsWith("NOTICE", StringComparison.OrdinalIgnoreCase);
        if (folder.Contains('/') || folder.StartsWith('.') || name.StartsWith('.') || PartsUnused.Contains(folder))
            return false;
        if (EndsWithAny(name, Texts))
            return true;
        return graphs.Count > 0 && IsOfGraph(name, graphs);
    }

    // weights beside a graph go by any name: model.onnx_data, weights.pb, onnx__MatMul_1234
    private static bool IsOfGraph(string name, IReadOnlyList<string> graphs)
    {
        if (EndsWithAny(name, OfOthers) || WeightsOfOthers.Any(w => name.StartsWith(w, StringComparison.OrdinalIgnoreCase)))
            return false;
        if (!graphs.Contains(MainGraph))
            return true;
        return name.StartsWith(MainGraph, StringComparison.Ordinal)
            || !graphs.Any(other => other != MainGraph && (name == other || name.StartsWith(other[..^Graph.Length] + ".", StringComparison.Ordinal)));
    }

    private static bool EndsWithAny(string name, string[] endings) => endings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private static string FolderOf(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
