using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Components;

/// <summary>Tokenizer and text encoder: one prompt, or a prompt and what to keep away from, become the embeddings that denoisers read in place.</summary>
internal sealed class PromptEncoder : IDisposable
{
    private readonly ITokenizer _tokenizer;
    private readonly TensorBuffer<long> _ids;
    private readonly GraphBinding _binding;

    /// <param name="batch">1 for the prompt alone, 2 for prompt and negative prompt.</param>
    public PromptEncoder(GraphSession session, ITokenizer tokenizer, int batch)
    {
        var width = session.RequireOutput("last_hidden_state", 0, tokenizer.Length, 0)[2];
        session.RequireInput("input_ids", 0, tokenizer.Length);
        _tokenizer = tokenizer;
        Batch = batch;
        _ids = new TensorBuffer<long>(batch, tokenizer.Length);
        Embeddings = new TensorBuffer<float>(batch, tokenizer.Length, width);
        _binding = session.Bind().Input("input_ids", _ids).Output("last_hidden_state", Embeddings);
    }

    public int Batch { get; }

    /// <summary>[batch, tokens, width]: the prompt's first.</summary>
    public TensorBuffer<float> Embeddings { get; }

    public void Encode(string prompt, string negativePrompt, RunScope scope)
    {
        _tokenizer.Encode(prompt, _ids.Values[.._tokenizer.Length]);
        if (Batch == 2)
            _tokenizer.Encode(negativePrompt, _ids.Values[_tokenizer.Length..]);
        _binding.Run(scope);
        FiniteGuard.Check(Embeddings.Values, "prompt embeddings");
    }

    public void Dispose()
    {
        _binding.Dispose();
        _ids.Dispose();
        Embeddings.Dispose();
    }
}
