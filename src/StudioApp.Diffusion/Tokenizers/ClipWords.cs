using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace StudioApp.Diffusion.Tokenizers;

/// <summary>Cuts a text into the pieces inside of which CLIP merges bytes: words, single digits, runs of signs, and special tokens whole.</summary>
/// <param name="special">Tokens that stand for themselves wherever they are.</param>
internal sealed partial class ClipWords(IEnumerable<string> special) : PreTokenizer
{
    // what a character of two code units is seen as: a letter of two, a digit of two, two signs
    private const string Letter = "\u4E00\u4E00";
    private const string Digit = "\uE000\uE001";
    private const string Sign = "\uE002\uE002";

    private readonly Regex _special = new(string.Join('|', special.Select(Regex.Escape)), RegexOptions.CultureInvariant);

    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
    {
        var seen = Seen(text);
        var pieces = new List<(int Offset, int Length)>();
        var begin = 0;
        foreach (var token in _special.EnumerateMatches(text))
        {
            Cut(begin, token.Index);
            pieces.Add((token.Index, token.Length));
            begin = token.Index + token.Length;
        }

        Cut(begin, text.Length);
        return pieces;

        void Cut(int from, int to)
        {
            foreach (var word in Words().EnumerateMatches(seen.AsSpan(from, to - from)))
                pieces.Add((from + word.Index, word.Length));
        }
    }

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => PreTokenize(text.ToString());

    // .NET's expressions look at code units, and half of a character is neither letter nor digit: others of the same kind and length stand in for it
    private static string Seen(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', Digit[1]))
            return text;
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp)
                seen.Append(Rune.IsLetter(rune) ? Letter : IsDigit(rune) ? Digit : Sign);
            else
                seen.Append(Digit.Contains((char)rune.Value) ? Sign[0] : (char)rune.Value);
        }

        return seen.ToString();
    }

    private static bool IsDigit(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\uE000\uE001|\p{N}|[^\s\p{L}\p{N}\uE000\uE001]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
