using System.Numerics.Tensors;
using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Components;

/// <summary>CLIP's text encoder: chunks of tokens become embeddings, one behind the other.</summary>
internal sealed class ClipTextEncoder : IDisposable
{
    private readonly NumberBuffer _ids;
    private readonly NumberBuffer _states;
    private readonly GraphBinding _binding;

    /// <param name="width">Numbers of an embedding, where the graph leaves them open.</param>
    public ClipTextEncoder(GraphSession graph, ClipTokenizer tokenizer, int? width)
    {
        Tokenizer = tokenizer;
        var ids = graph.Inputs.FirstOrDefault(input => input.IsWhole && input.Rank == 2 && !input.Name.Contains("mask", StringComparison.Ordinal))
            ?? throw graph.Misfit("it has no input for token ids");
        var states = graph.Outputs.FirstOrDefault(output => output.Name == "last_hidden_state")
            ?? graph.Outputs.FirstOrDefault(output => output.Rank == 3)
            ?? throw graph.Misfit("it has no output [batch, tokens, width]");
        Width = states.Shape[^1] > 0 ? states.Shape[^1] : width ?? throw graph.Misfit($"the width of {states} is open");
        _ids = new NumberBuffer(graph, ids, 1, PromptChunks.Length);
        _states = new NumberBuffer(graph, states, 1, PromptChunks.Length, Width);
        _binding = graph.Bind().Input(ids.Name, _ids).Output(states.Name, _states);
        foreach (var other in graph.Inputs.Where(input => input != ids))
        {
            // a mask that lets every token be seen is what CLIP was trained without
            var mask = new NumberBuffer(graph, other, 1, PromptChunks.Length);
            mask.Fill(1);
            _masks.Add(mask);
            _binding.Input(other.Name, mask);
        }
    }

    private readonly List<NumberBuffer> _masks = [];

    public ClipTokenizer Tokenizer { get; }

    /// <summary>Numbers of one token's embedding.</summary>
    public int Width { get; }

    /// <returns>[chunks * 77, <see cref="Width"/>]</returns>
    public float[] Encode(PromptChunks prompt, RunScope scope)
    {
        var size = PromptChunks.Length * Width;
        var embeddings = new float[prompt.Count * size];
        Span<float> ids = stackalloc float[PromptChunks.Length];
        for (var chunk = 0; chunk < prompt.Count; chunk++)
        {
            // ids are far below the 16 million that a float holds exactly
            TensorPrimitives.ConvertTruncating<long, float>(prompt.Ids.AsSpan(chunk * PromptChunks.Length, PromptChunks.Length), ids);
            _ids.Write(ids);
            _binding.Run(scope);
            _states.Read(embeddings.AsSpan(chunk * size, size));
        }

        FiniteGuard.Check(embeddings, "prompt embeddings");
        if (prompt.HasWeights)
            Weigh(embeddings, prompt.Weights);
        return embeddings;
    }

    public void Dispose()
    {
        _binding.Dispose();
        _ids.Dispose();
        _states.Dispose();
        _masks.ForEach(mask => mask.Dispose());
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
