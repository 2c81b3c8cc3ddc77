using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>One CLIP text encoder, whose last layer is the context.</summary>
/// <param name="mostChunks">Of 77 tokens each, that the denoiser takes.</param>
internal sealed class ClipPromptReader(ClipTextEncoder text, int mostChunks) : IPromptReader
{
    public (Conditioning Positive, Conditioning? Negative) Read(VideoRequest request, bool guided, RunScope scope)
    {
        var (prompt, negative) = PromptChunks.ReadPair(text.Tokenizer, request.Prompt, guided ? request.NegativePrompt ?? "" : null, mostChunks);
        return (Encode(prompt), negative is null ? null : Encode(negative));

        Conditioning Encode(PromptChunks chunks) => new(text.Encode(chunks, scope), text.Width);
    }

    public void Dispose() => text.Dispose();
}
