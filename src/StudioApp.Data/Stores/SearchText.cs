using System.Text;

namespace StudioApp.Data.Stores;

/// <summary>
/// Text in the form in which it is searched: compatibility characters made plain (full-width letters, ligatures) and lower case
/// in every script, which a database's own LIKE does for ASCII only.
/// </summary>
internal static class SearchText
{
    public static string Fold(string text)
    {
        // a lone surrogate, which a careless client can send, cannot be normalised
        var whole = text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
            ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))
            : text;
        return whole.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    /// <summary>The folded words of a search, split at any white space, the ideographic one included.</summary>
    public static IReadOnlyList<string> Words(string? text) => string.IsNullOrWhiteSpace(text)
        ? []
        : [.. Fold(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct()];
}
