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
        // a pad token that is also a sign people write, as "!" is, is the pad token there too: so the reference reads it
        var special = new Dictionary<string, int> { [start] = Start, [end] = End, [padding] = Padding };
        _words = BpeTokenizer.Create(new BpeOptions(vocabulary)
        {
            Merges = merges,
            SpecialTokens = special,
            ByteLevel = true,
            EndOfWordSuffix = "</w>",
            UnknownToken = end,
            PreTokenizer = new ClipWords(special.Keys),
        });
    }

    public int Start { get; }

    public int End { get; }

    public int Padding { get; }

    /// <summary>The text's tokens, without start and end.</summary>
    public IReadOnlyList<int> Encode(string text) => _words.EncodeToIds(Lower(Spaces().Replace(Whole(text).Normalize(NormalizationForm.FormC), " ")));

    // half of a character is none, and cannot be normalised
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    // the one letter whose small form is two code points, which .NET leaves as it is
    private static string Lower(string text) => text.Replace("\u0130", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
