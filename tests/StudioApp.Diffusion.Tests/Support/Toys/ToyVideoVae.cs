using StudioApp.TestKit.Onnx;

namespace StudioApp.Diffusion.Tests.Support.Toys;

/// <summary>An autoencoder's decoder of one layer that stretches time: every latent pixel becomes four frames of a block, but the first frame's just one.</summary>
internal sealed record ToyVideoVae(int Channels)
{
    private const int Scale = 8;
    private const int Frames = 4;

    /// <summary>[frames, height, width] of the graph's latent; -1 where they are open.</summary>
    public int[] Latent { get; init; } = [-1, -1, -1];

    private float[] Weights => ToyNumbers.Weights(61, Channels * 3 * Frames * Scale * Scale, 0.1);

    public void WriteDecoder(string path)
    {
        var graph = new OnnxGraph();
        var weights = graph.Constant(Weights, Channels, 3, Frames, Scale, Scale);
        var clip = graph.Node("ConvTranspose", [graph.Input("latent_sample", OnnxType.Float, [-1, Channels, .. Latent]), weights], ("strides", new[] { Frames, Scale, Scale }));
        clip = graph.Node("Slice", [clip, graph.Constant([(long)Frames - 1]), graph.Constant(long.MaxValue), graph.Constant([2L])]);
        graph.Output("sample", graph.Tanh(clip), OnnxType.Float, -1, 3, -1, -1, -1);
        graph.Save(path);
    }

    /// <param name="latent">[channels, frames, height, width], in the autoencoder's own units.</param>
    /// <param name="frame">Of the clip.</param>
    /// <returns>[3, height * 8, width * 8], -1 to 1</returns>
    public double[] Decode(IReadOnlyList<double> latent, int latentFrames, int width, int frame)
    {
        var height = latent.Count / Channels / latentFrames / width;
        var weights = Weights;
        var (t, within) = Math.DivRem(frame + Frames - 1, Frames);
        return [.. from colour in Enumerable.Range(0, 3)
                   from y in Enumerable.Range(0, height * Scale)
                   from x in Enumerable.Range(0, width * Scale)
                   select Math.Tanh(Enumerable.Range(0, Channels).Sum(channel =>
                       latent[((channel * latentFrames + t) * height + y / Scale) * width + x / Scale]
                       * weights[(((channel * 3 + colour) * Frames + within) * Scale + y % Scale) * Scale + x % Scale]))];
    }
}
