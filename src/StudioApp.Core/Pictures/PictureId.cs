using System.Diagnostics.CodeAnalysis;

namespace StudioApp.Core.Pictures;

/// <summary>
/// Names a picture by what it shows: the SHA-256 of its size and its pixels, as 64 lower-case hexadecimal digits. The same picture has
/// the same name in every studio.
/// </summary>
public readonly record struct PictureId : IParsable<PictureId>
{
    private const int Digits = 64;

    private readonly string? _value;

    private PictureId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("This picture has no name.");

    /// <exception cref="FormatException">It is no name of a picture.</exception>
    public static PictureId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"'{s}' is not the name of a picture.");

    /// <summary>Nothing that it takes leads out of a folder when it becomes a file's name.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PictureId result)
    {
        var parsed = s is { Length: Digits } && s.All(char.IsAsciiHexDigitLower);
        result = parsed ? new PictureId(s!) : default;
        return parsed;
    }

    public override string ToString() => Value;
}
