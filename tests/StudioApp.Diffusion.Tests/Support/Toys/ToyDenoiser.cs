using StudioApp.TestKit.Onnx;

namespace StudioApp.Diffusion.Tests.Support.Toys;

/// <summary>One more input of a denoiser: a row of numbers.</summary>
internal sealed record ToyInput(string Name, int Width);

/// <summary>
/// A denoiser of one line: tanh(W sample + sin(time / 10) + what the prompt says + what the other inputs say), the channels mixed by W. Written as a graph
/// under any names and types, and reckoned here in plain C#.
/// </summary>
internal sealed record ToyDenoiser
{
    /// <summary>4 for pictures [batch, channels, height, width], 5 for clips.</summary>
    public int Rank { get; init; } = 4;

    /// <summary>Of the dimension that holds the channels: 2 where frames come first.</summary>
    public int ChannelAxis { get; init; } = 1;

    public int Channels { get; init; } = 4;

    public int OutputChannels { get; init; } = 4;

    /// <summary>Of the prompt's embeddings.</summary>
    public int Width { get; init; } = 8;

    /// <summary>Of the graph's sample; -1 where it is open.</summary>
    public int Batch { get; init; } = -1;

    /// <summary>Frames of a graph of clips; -1 where they are open.</summary>
    public int Frames { get; init; } = -1;

    /// <summary>Frames of a clip for each of which it wants the prompt once more; null for once a sample.</summary>
    public int? PromptFrames { get; init; }

    /// <summary>Rows that its prompt has; null for as many as the sample.</summary>
    public int? PromptRows { get; init; }

    /// <summary>Whether its file leaves open how wide an embedding is.</summary>
    public bool HasOpenWidth { get; init; }

    public string Sample { get; init; } = "sample";

    public string Time { get; init; } = "timestep";

    public string Context { get; init; } = "encoder_hidden_states";

    public string Output { get; init; } = "out_sample";

    public OnnxType TimeType { get; init; } = OnnxType.Int64;

    /// <summary>A row of times, one for each of the batch, in place of a single number.</summary>
    public bool TimePerSample { get; init; }

    /// <summary>Of everything but the time.</summary>
    public OnnxType Type { get; init; } = OnnxType.Float;

    /// <summary>A larger batch wants more memory than any machine has; null takes every one.</summary>
    public int? MostBatch { get; init; }

    public IReadOnlyList<ToyInput> Others { get; init; } = [];

    private float[] Mix => ToyNumbers.Weights(11, OutputChannels * Channels, 0.4);

    private float[] Reading => ToyNumbers.Weights(12, Width, 0.5);

    public void Write(string path)
    {
        var graph = new OnnxGraph();
        var shape = Enumerable.Repeat(-1, Rank).ToArray();
        shape[0] = Batch;
        if (Rank == 5)
            shape[ChannelAxis == 1 ? 2 : 1] = Frames;
        var channelsFirst = Enumerable.Range(0, Rank).ToArray();
        (channelsFirst[1], channelsFirst[ChannelAxis]) = (channelsFirst[ChannelAxis], channelsFirst[1]);
        shape[ChannelAxis] = Channels;

        var sample = graph.Node("Transpose", [graph.Input(Sample, Type, shape)], ("perm", channelsFirst));
        int[] ones = [.. Enumerable.Repeat(1, Rank - 2)];
        var sum = graph.Node("Conv", [sample, graph.Constant(Mix, [OutputChannels, Channels, .. ones])], ("kernel_shape", ones));

        long[] perSample = [-1, .. Enumerable.Repeat(1L, Rank - 1)];
        var time = TimePerSample ? graph.Input(Time, TimeType, Batch) : graph.Input(Time, TimeType);
        sum = graph.Add(sum, graph.Reshape(graph.Sin(graph.Node("Mul", [time, graph.Constant([0.1f])])), perSample));

        var read = graph.Node("MatMul", [graph.Input(Context, Type, PromptRows ?? Batch, -1, HasOpenWidth ? -1 : Width), graph.Constant(Reading, Width, 1)]);
        sum = graph.Add(sum, graph.Reshape(graph.Node("ReduceMean", [read], ("axes", new[] { 1 })), PromptFrames is { } frames ? [-1, 1, frames, 1, 1] : perSample));
        foreach (var (other, index) in Others.Select((other, index) => (other, index)))
        {
            var said = graph.Node("MatMul", [graph.Input(other.Name, Type, Batch, other.Width), graph.Constant(Weights(index), other.Width, 1)]);
            sum = graph.Add(sum, graph.Reshape(graph.Sin(said), perSample));
        }

        if (MostBatch is { } most)
            sum = graph.Add(sum, ToyHog.Add(graph, Sample, most));

        shape[ChannelAxis] = OutputChannels;
        graph.Output(Output, graph.Node("Transpose", [graph.Tanh(sum)], ("perm", channelsFirst)), Type, shape);
        graph.Save(path);
    }

    /// <param name="sample">Of one of the batch.</param>
    /// <param name="context">[tokens, <see cref="Width"/>]</param>
    /// <param name="others">As <see cref="Others"/>.</param>
    public double[] Predict(IReadOnlyList<double> sample, double time, IReadOnlyList<double> context, params double[][] others)
    {
        var (mix, reading) = (Mix, Reading);
        var said = Math.Sin(time * 0.1) + context.Select((value, i) => value * reading[i % Width]).Sum() / (context.Count / Width)
            + others.Select((other, index) => Math.Sin(other.Zip(Weights(index), (a, b) => a * b).Sum())).Sum();
        // in front of the channels stand frames or nothing, behind them pixels
        var outer = ChannelAxis == 2 ? Frames : 1;
        var inner = sample.Count / outer / Channels;
        var output = new double[outer * OutputChannels * inner];
        for (var i = 0; i < output.Length; i++)
        {
            var (frame, channel, at) = (i / inner / OutputChannels, i / inner % OutputChannels, i % inner);
            output[i] = Math.Tanh(said + Enumerable.Range(0, Channels).Sum(c => mix[channel * Channels + c] * sample[(frame * Channels + c) * inner + at]));
        }

        return output;
    }

    private float[] Weights(int index) => ToyNumbers.Weights(20 + (uint)index, Others[index].Width, 0.01);
}
