using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace StudioApp.Diffusion.Tokenizers;

/// <summary>
/// CLIP's byte-pair encoding over bytes, in lower case: Radford et al., "Learning transferable visual models from natural language supervision",
/// 2021, section 2.4.
/// </summary>
internal sealed partial class ClipTokenizer
{
    private readonly BpeTokenizer _words;

    /// <param name="vocabulary">Token to id, with <c>&lt;/w&gt;</c> at the end of what ends a word.</param>
    /// <param name="merges">Pairs that become one token, the most frequent first.</param>
    /// <param name="padding">What a text encoder sees after the end: <c>&lt;|endoftext|&gt;</c>, or <c>!</c> in OpenCLIP's.</param>
    public ClipTokenizer(IReadOnlyDictionary<string, int> vocabulary, IEnumerable<string> merges, string start, string end, string padding)
    {
        (Start, End, Padding) = (vocabulary[start], vocabulary[end], vocabulary[padding]);
        var special = new Dictionary<string, int> { [start] = Start, [end] = End };
        _words = BpeTokenizer.Create(new BpeOptions(vocabulary)
        {
            Merges = merges,
            SpecialTokens = special,
            ByteLevel = true,
            EndOfWordSuffix = "</w>",
            UnknownToken = end,
            PreTokenizer = new RegexPreTokenizer(Words(), special),
        });
    }

    public int Start { get; }

    public int End { get; }

    public int Padding { get; }

    /// <summary>The text's tokens, without start and end.</summary>
    public IReadOnlyList<int> Encode(string text) => _words.EncodeToIds(Spaces().Replace(Whole(text).Normalize(NormalizationForm.FormC), " ").ToLowerInvariant());

    // half of a character is none, and cannot be normalised
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex(@"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
