using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Components;

/// <summary>T5's text encoder: a text becomes so many embeddings, zeros behind its end.</summary>
internal sealed class T5TextEncoder : IDisposable
{
    private readonly UnigramTokenizer _tokenizer;
    private readonly NumberBuffer _ids;
    private readonly NumberBuffer? _mask;
    private readonly NumberBuffer _states;
    private readonly GraphBinding _binding;

    /// <param name="context">The denoiser's input for what it reads, which says what the graph leaves open.</param>
    /// <param name="usualLength">Tokens of a text, where neither says.</param>
    public T5TextEncoder(GraphSession graph, UnigramTokenizer tokenizer, GraphPort context, int usualLength)
    {
        _tokenizer = tokenizer;
        var mask = graph.Inputs.FirstOrDefault(input => input.Name.Contains("mask", StringComparison.Ordinal));
        var ids = graph.Inputs.FirstOrDefault(input => input != mask && input.IsWhole && input.Rank == 2) ?? throw graph.Misfit("it has no input for token ids");
        if (graph.Inputs.FirstOrDefault(input => input != ids && input != mask) is { } unknown)
            throw graph.Misfit($"it wants {unknown.Name}, which this kind of model does not have");
        var states = TextPorts.States(graph);
        Length = ids.Shape[1] > 0 ? ids.Shape[1] : context.Shape[1] > 0 ? context.Shape[1] : usualLength;
        Width = states.Shape[2] > 0 ? states.Shape[2] : context.Shape[2] > 0 ? context.Shape[2] : throw graph.Misfit($"the width of {states} is open");
        _ids = new NumberBuffer(graph, ids, 1, Length);
        _states = new NumberBuffer(graph, states, 1, Length, Width);
        _binding = graph.Bind().Input(ids.Name, _ids).Output(states.Name, _states);
        if (mask is null)
            return;
        _mask = new NumberBuffer(graph, mask, 1, Length);
        _binding.Input(mask.Name, _mask);
    }

    /// <summary>Tokens of a text.</summary>
    public int Length { get; }

    /// <summary>Numbers of one token's embedding.</summary>
    public int Width { get; }

    /// <returns>[<see cref="Length"/>, <see cref="Width"/>]</returns>
    public float[] Encode(string text, RunScope scope)
    {
        var ids = new long[Length];
        var count = _tokenizer.Encode(text, ids);
        _ids.Write(ids);
        _mask?.Write([.. Enumerable.Range(0, Length).Select(token => token < count ? 1f : 0)]);
        _binding.Run(scope);
        var embeddings = new float[Length * Width];
        _states.Read(embeddings.AsSpan(0, count * Width));
        FiniteGuard.Check(embeddings, "prompt embeddings");
        return embeddings;
    }

    public void Dispose()
    {
        _binding.Dispose();
        _ids.Dispose();
        _mask?.Dispose();
        _states.Dispose();
    }
}
