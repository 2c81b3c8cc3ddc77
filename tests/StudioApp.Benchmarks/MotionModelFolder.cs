using StudioApp.TestKit.Files;
using StudioApp.TestKit.Onnx;

namespace StudioApp.Benchmarks;

/// <summary>
/// An AnimateDiff model of middling size with random weights: convolutions over each frame and a mixing of frames between them, so that a step takes about
/// as long as a small real one. Text encoder, decoder and tokenizer are the golden model's.
/// </summary>
internal sealed class MotionModelFolder : IDisposable
{
    private const int Frames = 16;
    private const int Side = 32;
    private const int Width = 64;
    private const int Layers = 6;
    private const int TextWidth = 32;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studio-bench-");
    private readonly Random _random = new(1);

    public MotionModelFolder()
    {
        var vectors = System.IO.Path.Combine(RepositoryRoot.Path, "tests", "vectors");
        Copy(System.IO.Path.Combine(vectors, "pipelines", "tiny-animatediff"), Path);
        Copy(System.IO.Path.Combine(vectors, "clip"), System.IO.Path.Combine(Path, "tokenizer"));
        WriteDenoiser(System.IO.Path.Combine(Path, "unet", "model.onnx"));
    }

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    private void WriteDenoiser(string path)
    {
        var graph = new OnnxGraph();
        var sample = graph.Input("sample", OnnxType.Float, 1, 4, Frames, Side, Side);
        var time = graph.Input("timestep", OnnxType.Int64);
        var context = graph.Input("encoder_hidden_states", OnnxType.Float, 1, 77, TextWidth);

        // frames as a batch
        var x = graph.Reshape(graph.Node("Transpose", [sample], ("perm", new[] { 0, 2, 1, 3, 4 })), Frames, 4, Side, Side);
        x = Convolve(graph, x, 4, Width);
        var told = graph.Node("MatMul", [graph.Node("ReduceMean", [context], ("axes", new[] { 1 }), ("keepdims", 0)), Weights(graph, TextWidth, Width)]);
        told = graph.Reshape(graph.Tanh(graph.Add(told, graph.Sin(graph.Node("Mul", [time, graph.Constant([0.01f])])))), 1, Width, 1, 1);
        for (var layer = 0; layer < Layers; layer++)
        {
            x = graph.Add(x, graph.Tanh(Convolve(graph, graph.Add(x, told), Width, Width)));
            var flat = graph.Reshape(x, Frames, Width * Side * Side);
            x = graph.Add(x, graph.Reshape(graph.Node("MatMul", [Weights(graph, Frames, Frames), flat]), Frames, Width, Side, Side));
        }

        x = graph.Tanh(Convolve(graph, graph.Tanh(x), Width, 4));
        graph.Output("out_sample", graph.Node("Transpose", [graph.Reshape(x, 1, Frames, 4, Side, Side)], ("perm", new[] { 0, 2, 1, 3, 4 })), OnnxType.Float, 1, 4, Frames, Side, Side);
        graph.Save(path);
    }

    private string Convolve(OnnxGraph graph, string value, int from, int to) =>
        graph.Node("Conv", [value, Weights(graph, to, from, 3, 3)], ("pads", new[] { 1, 1, 1, 1 }));

    private string Weights(OnnxGraph graph, params int[] shape)
    {
        var count = shape.Aggregate(1, (all, dimension) => all * dimension);
        var size = 1 / Math.Sqrt((double)count / shape[0]);
        return graph.Constant([.. Enumerable.Range(0, count).Select(_ => (float)((_random.NextDouble() * 2 - 1) * size))], shape);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
            File.SetAttributes(copy, FileAttributes.Normal);
        }
    }
}
