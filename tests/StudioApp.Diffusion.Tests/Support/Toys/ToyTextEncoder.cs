using StudioApp.TestKit.Onnx;

namespace StudioApp.Diffusion.Tests.Support.Toys;

/// <summary>A text encoder of one line: each token's embedding is sin(id f + place), with other frequencies f for every layer.</summary>
internal sealed record ToyTextEncoder(int Width)
{
    public const int Tokens = 77;

    /// <summary>What a token's id counts more where the mask lets it be seen.</summary>
    public const int MaskWeight = 7;

    public OnnxType IdType { get; init; } = OnnxType.Int64;

    public OnnxType Type { get; init; } = OnnxType.Float;

    public string Ids { get; init; } = "input_ids";

    public string States { get; init; } = "last_hidden_state";

    /// <summary>How many <c>hidden_states.N</c> it shows beside the last.</summary>
    public int Layers { get; init; }

    /// <summary>The name of its pooled output, or null.</summary>
    public string? Pooled { get; init; }

    public uint Seed { get; init; } = 300;

    /// <summary>Whether its file leaves open how wide an embedding is.</summary>
    public bool HasOpenWidth { get; init; }

    /// <summary>Tokens of a prompt.</summary>
    public int Length { get; init; } = Tokens;

    /// <summary>Which tokens count; null where it does not ask.</summary>
    public string? Mask { get; init; }

    public void Write(string path)
    {
        var graph = new OnnxGraph();
        var ids = graph.Input(Ids, IdType, -1, -1);
        if (Mask is not null)
            ids = graph.Add(ids, graph.Node("Mul", [graph.Input(Mask, IdType, -1, -1), graph.Constant([(float)MaskWeight])]));
        var column = graph.Reshape(ids, 0, -1, 1);
        if (Pooled is not null)
            graph.Output(Pooled, graph.Node("ReduceMean", [State(Layers)], ("axes", new[] { 1 }), ("keepdims", 0)), Type, -1, Width);
        graph.Output(States, State(Layers), Type, -1, -1, HasOpenWidth ? -1 : Width);
        for (var layer = 0; layer < Layers; layer++)
            graph.Output($"hidden_states.{layer}", State(layer), Type, -1, -1, Width);
        graph.Save(path);

        string State(int layer) => graph.Sin(graph.Add(graph.Node("MatMul", [column, graph.Constant(Frequencies(layer), 1, Width)]), graph.Constant(Places, Length, 1)));
    }

    /// <param name="layer">The last where it is left out.</param>
    /// <returns>[tokens, <see cref="Width"/>]</returns>
    public double[] Encode(IReadOnlyList<long> ids, int? layer = null)
    {
        var (frequencies, places) = (Frequencies(layer ?? Layers), Places);
        return [.. from token in Enumerable.Range(0, ids.Count)
                   from at in Enumerable.Range(0, Width)
                   select Math.Sin(ids[token] * frequencies[at] + places[token])];
    }

    public double[] Pool(IReadOnlyList<long> ids)
    {
        var states = Encode(ids);
        return [.. Enumerable.Range(0, Width).Select(at => Enumerable.Range(0, ids.Count).Average(token => states[token * Width + at]))];
    }

    private float[] Places => ToyNumbers.Weights(Seed, Length, 1);

    private float[] Frequencies(int layer) => ToyNumbers.Weights(Seed + 1 + (uint)layer, Width, 0.02);
}
