using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace StudioApp.Core.Paging;

/// <summary>
/// The place between two pages of a list sorted newest first: the last item's time and id, so that the next page neither
/// skips nor repeats when something is added meanwhile. Callers pass its text on without looking inside.
/// </summary>
public readonly record struct PageCursor(DateTimeOffset CreatedAt, Guid Id) : IParsable<PageCursor>
{
    /// <exception cref="FormatException">The text did not come from <see cref="ToString"/>.</exception>
    public static PageCursor Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var cursor) ? cursor : throw new FormatException("This is not a cursor that a list has given out.");

    public static bool TryParse(string? s, IFormatProvider? provider, out PageCursor result)
    {
        result = default;
        Span<byte> text = stackalloc byte[64];
        if (s is null || s.Length > 80
            || !Base64Url.TryDecodeFromChars(Padless(s), text, out var length)
            || Encoding.ASCII.GetString(text[..length]).Split('.') is not [var ticks, var id]
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || at > DateTimeOffset.MaxValue.UtcTicks
            || !Guid.TryParseExact(id, "N", out var guid))
        {
            return false;
        }

        result = new PageCursor(new DateTimeOffset(at, TimeSpan.Zero), guid);
        return true;

        // malformed input must answer false; the decoder throws on it
        static ReadOnlySpan<char> Padless(string s) => Base64Url.IsValid(s) ? s : "";
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{CreatedAt.UtcTicks}.{Id:N}")));
}
