using System.Globalization;

namespace StudioApp.Diffusion.Tokenizers;

/// <summary>
/// One id per known word. A word is a run of letters, digits and marks, in lower case; whatever else stands between words,
/// and words that are not in the vocabulary, are skipped.
/// </summary>
internal sealed class WordTokenizer(IReadOnlyDictionary<string, long> vocabulary, int length, long padding) : ITokenizer
{
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _ids =
        new Dictionary<string, long>(vocabulary, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly int _longestWord = vocabulary.Keys.Max(word => word.Length);

    public int Length => length;

    public void Encode(ReadOnlySpan<char> prompt, Span<long> ids)
    {
        ids[..length].Fill(padding);
        Span<char> lower = stackalloc char[_longestWord];
        var count = 0;
        while (count < length && TryTakeWord(ref prompt, out var word))
        {
            // the invariant culture's lower case never changes the length
            if (word.Length <= _longestWord
                && _ids.TryGetValue(lower[..word.ToLowerInvariant(lower)], out var id))
            {
                ids[count++] = id;
            }
        }
    }

    private static bool TryTakeWord(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> word)
    {
        var start = 0;
        while (start < rest.Length && !IsWordPart(rest[start]))
            start++;
        var end = start;
        while (end < rest.Length && IsWordPart(rest[end]))
            end++;
        word = rest[start..end];
        rest = rest[end..];
        return !word.IsEmpty;
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;
}
