using StudioApp.TestKit.Onnx;

namespace StudioApp.Diffusion.Tests.Support.Toys;

/// <summary>An image encoder of one layer: a weighted sum over all of a picture for each number of its embedding.</summary>
internal sealed record ToyImageEncoder(int Side, int Width)
{
    private float[] Weights => ToyNumbers.Weights(51, 3 * Side * Side * Width, 0.1);

    public void Write(string path)
    {
        var graph = new OnnxGraph();
        var pixels = graph.Reshape(graph.Input("pixel_values", OnnxType.Float, -1, 3, Side, Side), -1, 3 * Side * Side);
        graph.Output("image_embeds", graph.Tanh(graph.Node("MatMul", [pixels, graph.Constant(Weights, 3 * Side * Side, Width)])), OnnxType.Float, -1, Width);
        graph.Save(path);
    }

    /// <param name="pixels">[3, side, side], as the graph is to see them.</param>
    public double[] Encode(IReadOnlyList<double> pixels)
    {
        var weights = Weights;
        return [.. Enumerable.Range(0, Width).Select(at => Math.Tanh(pixels.Select((pixel, i) => pixel * weights[i * Width + at]).Sum()))];
    }
}
