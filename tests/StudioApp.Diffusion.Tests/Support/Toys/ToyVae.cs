using StudioApp.TestKit.Onnx;

namespace StudioApp.Diffusion.Tests.Support.Toys;

/// <summary>An autoencoder of one layer: every pixel of the latent becomes a block of the picture, and back.</summary>
internal sealed record ToyVae
{
    public int Channels { get; init; } = 4;

    /// <summary>Pixels along one side of a latent pixel.</summary>
    public int Scale { get; init; } = 8;

    public OnnxType Type { get; init; } = OnnxType.Float;

    public string Latent { get; init; } = "latent_sample";

    public string Picture { get; init; } = "sample";

    /// <summary>Whether the encoder gives mean and logarithm of the variance, or a latent that was drawn already.</summary>
    public bool GivesParameters { get; init; } = true;

    /// <summary>Whether the decoder must be told how many frames belong together.</summary>
    public bool AsksForFrames { get; init; }

    /// <summary>More frames at once want more memory than any machine has; null takes any number.</summary>
    public int? MostFrames { get; init; }

    /// <summary>Of the graph's latent; -1 where it is open.</summary>
    public int Width { get; init; } = -1;

    /// <inheritdoc cref="Width"/>
    public int Height { get; init; } = -1;

    /// <summary>Of the decoder's weights.</summary>
    public uint Seed { get; init; } = 41;

    private float[] Decoding => ToyNumbers.Weights(Seed, Channels * 3 * Scale * Scale, 0.1);

    private float[] Encoding => ToyNumbers.Weights(42, 2 * Channels * 3 * Scale * Scale, 0.1);

    public void WriteDecoder(string path)
    {
        var graph = new OnnxGraph();
        var latent = graph.Input(Latent, Type, -1, Channels, Height, Width);
        var picture = graph.Node("ConvTranspose", [latent, graph.Constant(Decoding, Channels, 3, Scale, Scale)], ("strides", new[] { Scale, Scale }));
        if (AsksForFrames)
            picture = graph.Add(picture, graph.Node("Mul", [graph.Input("num_frames", OnnxType.Int64), graph.Constant([0.02f])]));
        if (MostFrames is { } most)
            picture = graph.Add(picture, ToyHog.Add(graph, Latent, most));
        graph.Output(Picture, graph.Tanh(picture), Type, -1, 3, -1, -1);
        graph.Save(path);
    }

    public void WriteEncoder(string path)
    {
        var graph = new OnnxGraph();
        var outputs = GivesParameters ? 2 * Channels : Channels;
        var picture = graph.Input(Picture, Type, -1, 3, -1, -1);
        var weights = graph.Constant(Encoding[..(outputs * 3 * Scale * Scale)], outputs, 3, Scale, Scale);
        var latent = graph.Node("Conv", [picture, weights], ("strides", new[] { Scale, Scale }), ("kernel_shape", new[] { Scale, Scale }));
        graph.Output(GivesParameters ? "latent_parameters" : "latent_sample", latent, Type, -1, outputs, -1, -1);
        graph.Save(path);
    }

    /// <param name="latent">[channels, height, width], in the autoencoder's own units.</param>
    /// <param name="frames">Decoded together.</param>
    /// <returns>[3, height * scale, width * scale], -1 to 1</returns>
    public double[] Decode(IReadOnlyList<double> latent, int width, int frames = 0)
    {
        var height = latent.Count / Channels / width;
        var (wide, high) = (width * Scale, height * Scale);
        var weights = Decoding;
        return [.. from colour in Enumerable.Range(0, 3)
                   from y in Enumerable.Range(0, high)
                   from x in Enumerable.Range(0, wide)
                   let sum = Enumerable.Range(0, Channels).Sum(channel =>
                       latent[(channel * height + y / Scale) * width + x / Scale] * weights[((channel * 3 + colour) * Scale + y % Scale) * Scale + x % Scale])
                   select Math.Tanh(sum + 0.02 * frames)];
    }

    /// <param name="picture">[3, height, width], -1 to 1</param>
    /// <returns>What the graph gives: [channels or twice as many, height / scale, width / scale]</returns>
    public double[] Encode(IReadOnlyList<double> picture, int width)
    {
        var height = picture.Count / 3 / width;
        var weights = Encoding;
        return [.. from channel in Enumerable.Range(0, GivesParameters ? 2 * Channels : Channels)
                   from y in Enumerable.Range(0, height / Scale)
                   from x in Enumerable.Range(0, width / Scale)
                   select (from colour in Enumerable.Range(0, 3)
                           from i in Enumerable.Range(0, Scale)
                           from j in Enumerable.Range(0, Scale)
                           select picture[(colour * height + y * Scale + i) * width + x * Scale + j] * weights[((channel * 3 + colour) * Scale + i) * Scale + j]).Sum()];
    }
}
