using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Pipelines.StableDiffusionXl;

/// <summary>
/// Two CLIP text encoders: the last layer but one of each, side by side, are the context; the second also gives the prompt as a whole. Beside it stand the
/// picture's size and crop, which the model was trained to know.
/// </summary>
internal sealed class XlPromptReader : IPromptReader
{
    private readonly ClipTextEncoder _first;
    private readonly ClipTextEncoder _second;
    private readonly int _mostChunks;
    private readonly bool _fallsSilent;

    /// <param name="fallsSilent">A negative prompt that was not given is zeros, not the embedding of nothing (<c>force_zeros_for_empty_prompt</c>).</param>
    public XlPromptReader(PromptParts parts, bool fallsSilent)
    {
        (_mostChunks, _fallsSilent) = (parts.MostChunks, fallsSilent);
        _first = new ClipTextEncoder(
            parts.Open(LatentFiles.TextEncoder),
            ClipTokenizerFiles.Read(parts.Folder, LatentFiles.Tokenizer),
            parts.OwnWidth("text_encoder/config.json"),
            penultimate: true);
        try
        {
            _second = new ClipTextEncoder(
                parts.Open(LatentFiles.SecondTextEncoder),
                ClipTokenizerFiles.Read(parts.Folder, LatentFiles.SecondTokenizer),
                parts.OwnWidth("text_encoder_2/config.json"),
                penultimate: true,
                pools: true);
        }
        catch
        {
            _first.Dispose();
            throw;
        }
    }

    public (Conditioning Positive, Conditioning? Negative) Read(VideoRequest request, bool guided, RunScope scope)
    {
        // neither cropped nor scaled: what a good picture in its training was
        float[] timeIds = [request.Height, request.Width, 0, 0, request.Height, request.Width];
        var negativePrompt = guided ? request.NegativePrompt ?? "" : null;
        var (prompt, negative) = PromptChunks.ReadPair(_first.Tokenizer, request.Prompt, negativePrompt, _mostChunks);
        var (secondPrompt, secondNegative) = PromptChunks.ReadPair(_second.Tokenizer, request.Prompt, negativePrompt, _mostChunks);

        var positive = Encode(prompt, secondPrompt, timeIds, scope);
        if (negative is null || secondNegative is null)
            return (positive, null);
        return (positive, _fallsSilent && request.NegativePrompt is null
            ? new Conditioning(new float[positive.Context.Length], positive.Width, (UnetInput.PooledPrompt, new float[_second.PooledWidth]), (UnetInput.TimeIds, timeIds))
            : Encode(negative, secondNegative, timeIds, scope));
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    private Conditioning Encode(PromptChunks prompt, PromptChunks secondPrompt, float[] timeIds, RunScope scope)
    {
        var pooled = new float[_second.PooledWidth];
        var first = _first.Encode(prompt, scope);
        var second = _second.Encode(secondPrompt, pooled, scope);
        var (firstWidth, secondWidth) = (_first.Width, _second.Width);
        var context = new float[first.Length + second.Length];
        for (var token = 0; token < prompt.Ids.Length; token++)
        {
            var row = context.AsSpan(token * (firstWidth + secondWidth));
            first.AsSpan(token * firstWidth, firstWidth).CopyTo(row);
            second.AsSpan(token * secondWidth, secondWidth).CopyTo(row[firstWidth..]);
        }

        return new Conditioning(context, firstWidth + secondWidth, (UnetInput.PooledPrompt, pooled), (UnetInput.TimeIds, timeIds));
    }
}
