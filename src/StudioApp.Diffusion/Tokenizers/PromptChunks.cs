namespace StudioApp.Diffusion.Tokenizers;

/// <summary>
/// A prompt as a text encoder with a window of 77 tokens reads it: cut into chunks of 75, each between a start and an end token and padded.
/// </summary>
/// <param name="Ids">[chunks, <see cref="Length"/>]</param>
/// <param name="Weights">As <paramref name="Ids"/>: how much each token counts.</param>
internal sealed record PromptChunks(long[] Ids, float[] Weights)
{
    /// <summary>Tokens of a chunk.</summary>
    public const int Length = 77;

    private const int Inner = Length - 2;

    public int Count => Ids.Length / Length;

    public bool HasWeights => Array.Exists(Weights, weight => weight != 1);

    /// <param name="mostChunks">What is longer is cut off.</param>
    public static PromptChunks Read(ClipTokenizer tokenizer, string prompt, int mostChunks)
    {
        var tokens = (from part in PromptWeights.Read(prompt)
                      from id in tokenizer.Encode(part.Text)
                      select (Id: id, part.Weight)).Take(mostChunks * Inner).ToArray();
        var chunks = tokens.Length == 0 ? [[]] : tokens.Chunk(Inner);
        var ids = new List<long>();
        var weights = new List<float>();
        foreach (var chunk in chunks)
        {
            var padding = Length - 2 - chunk.Length;
            ids.AddRange([tokenizer.Start, .. chunk.Select(token => (long)token.Id), tokenizer.End, .. Enumerable.Repeat((long)tokenizer.Padding, padding)]);
            weights.AddRange([1, .. chunk.Select(token => (float)token.Weight), 1, .. Enumerable.Repeat(1f, padding)]);
        }

        return new PromptChunks([.. ids], [.. weights]);
    }

    /// <summary>A prompt and what to keep away from it, as many chunks each.</summary>
    /// <param name="negative">Null where there is none.</param>
    public static (PromptChunks Prompt, PromptChunks? Negative) ReadPair(ClipTokenizer tokenizer, string prompt, string? negative, int mostChunks)
    {
        var positive = Read(tokenizer, prompt, mostChunks);
        if (negative is null)
            return (positive, null);
        var other = Read(tokenizer, negative, mostChunks);
        return (positive.PadTo(other.Count, tokenizer), other.PadTo(positive.Count, tokenizer));
    }

    /// <summary>The same with empty chunks behind it, so that a prompt and what to keep away from it have the same length.</summary>
    public PromptChunks PadTo(int count, ClipTokenizer tokenizer)
    {
        if (count <= Count)
            return this;
        var empty = Read(tokenizer, "", 1);
        var rest = Enumerable.Range(0, count - Count).ToArray();
        return new PromptChunks([.. Ids, .. rest.SelectMany(_ => empty.Ids)], [.. Weights, .. rest.SelectMany(_ => empty.Weights)]);
    }
}
