namespace StudioApp.Diffusion.Tokenizers;

/// <summary>Turns a prompt into the ids that a text encoder was trained on.</summary>
internal interface ITokenizer
{
    /// <summary>How many ids every prompt becomes.</summary>
    int Length { get; }

    /// <param name="ids"><see cref="Length"/> of them; padded where the prompt is shorter, cut where it is longer.</param>
    void Encode(ReadOnlySpan<char> prompt, Span<long> ids);
}
