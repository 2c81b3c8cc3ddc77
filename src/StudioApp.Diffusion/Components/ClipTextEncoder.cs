using System.Globalization;
using System.Numerics.Tensors;
using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Components;

/// <summary>CLIP's text encoder: chunks of tokens become embeddings, one behind the other.</summary>
internal sealed class ClipTextEncoder : IDisposable
{
    private const string LayerPrefix = "hidden_states.";

    private readonly NumberBuffer _ids;
    private readonly NumberBuffer _states;
    private readonly NumberBuffer? _pooled;
    private readonly List<NumberBuffer> _masks = [];
    private readonly GraphBinding _binding;

    /// <param name="width">Numbers of an embedding, where the graph leaves them open.</param>
    /// <param name="penultimate">Takes the last layer but one, as it comes, in place of the last.</param>
    /// <param name="pools">Also gives the whole prompt as one embedding.</param>
    public ClipTextEncoder(GraphSession graph, ClipTokenizer tokenizer, int? width, bool penultimate = false, bool pools = false)
    {
        Tokenizer = tokenizer;
        var ids = graph.Inputs.FirstOrDefault(input => input.IsWhole && input.Rank == 2 && !input.Name.Contains("mask", StringComparison.Ordinal))
            ?? throw graph.Misfit("it has no input for token ids");
        var states = penultimate ? Penultimate(graph) : TextPorts.States(graph);
        Width = states.Shape[^1] > 0 ? states.Shape[^1] : width ?? throw graph.Misfit($"the width of {states} is open");
        _ids = new NumberBuffer(graph, ids, 1, PromptChunks.Length);
        _states = new NumberBuffer(graph, states, 1, PromptChunks.Length, Width);
        _binding = graph.Bind().Input(ids.Name, _ids).Output(states.Name, _states);
        if (pools)
        {
            var pooled = graph.Outputs.FirstOrDefault(output => output.Name == "text_embeds")
                ?? graph.Outputs.FirstOrDefault(output => output.Rank == 2)
                ?? throw graph.Misfit("it has no output 'text_embeds', [batch, width]");
            _pooled = new NumberBuffer(graph, pooled, 1, pooled.Shape[1] > 0 ? pooled.Shape[1] : Width);
            _binding.Output(pooled.Name, _pooled);
        }

        foreach (var other in graph.Inputs.Where(input => input != ids))
        {
            // a mask that lets every token be seen is what CLIP was trained without
            var mask = new NumberBuffer(graph, other, 1, PromptChunks.Length);
            mask.Fill(1);
            _masks.Add(mask);
            _binding.Input(other.Name, mask);
        }
    }

    public ClipTokenizer Tokenizer { get; }

    /// <summary>Numbers of one token's embedding.</summary>
    public int Width { get; }

    /// <summary>Numbers of a whole prompt's embedding; 0 where it is not asked for.</summary>
    public int PooledWidth => _pooled?.Count ?? 0;

    /// <returns>[chunks * 77, <see cref="Width"/>]</returns>
    public float[] Encode(PromptChunks prompt, RunScope scope) => Encode(prompt, [], scope);

    /// <param name="pooled">The first chunk's, <see cref="PooledWidth"/> numbers; empty where it is not asked for.</param>
    /// <inheritdoc cref="Encode(PromptChunks, RunScope)"/>
    public float[] Encode(PromptChunks prompt, Span<float> pooled, RunScope scope)
    {
        var size = PromptChunks.Length * Width;
        var embeddings = new float[prompt.Count * size];
        for (var chunk = 0; chunk < prompt.Count; chunk++)
        {
            _ids.Write(prompt.Ids.AsSpan(chunk * PromptChunks.Length, PromptChunks.Length));
            _binding.Run(scope);
            _states.Read(embeddings.AsSpan(chunk * size, size));
            if (chunk == 0)
                _pooled?.Read(pooled);
        }

        FiniteGuard.Check(embeddings, "prompt embeddings");
        FiniteGuard.Check(pooled, "prompt embeddings");
        if (prompt.HasWeights)
            Weigh(embeddings, prompt.Weights);
        return embeddings;
    }

    public void Dispose()
    {
        _binding.Dispose();
        _ids.Dispose();
        _states.Dispose();
        _pooled?.Dispose();
        _masks.ForEach(mask => mask.Dispose());
    }

    // optimum shows every layer by number, from the embeddings on; some scripts show just the one that is wanted
    private static GraphPort Penultimate(GraphSession graph)
    {
        var layers =
            from output in graph.Outputs
            where output.Name.StartsWith(LayerPrefix, StringComparison.Ordinal)
            let layer = int.TryParse(output.Name.AsSpan(LayerPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1
            orderby layer descending
            select output;
        return layers.Skip(1).FirstOrDefault()
            ?? graph.Outputs.FirstOrDefault(output => output.Name is "hidden_states" or "penultimate_hidden_states" && output.Rank == 3)
            ?? throw graph.Misfit("it does not show its layers ('hidden_states.N'), of which the last but one is needed; export it with output_hidden_states");
    }

    // each token's embedding as much as it counts, and the mean back where it was: what Stable Diffusion's users know emphasis to do
    private void Weigh(Span<float> embeddings, ReadOnlySpan<float> weights)
    {
        var before = TensorPrimitives.Average<float>(embeddings);
        for (var token = 0; token < weights.Length; token++)
        {
            var embedding = embeddings.Slice(token * Width, Width);
            TensorPrimitives.Multiply(embedding, weights[token], embedding);
        }

        var after = TensorPrimitives.Average<float>(embeddings);
        if (after != 0 && float.IsFinite(before / after))
            TensorPrimitives.Multiply(embeddings, before / after, embeddings);
    }
}
