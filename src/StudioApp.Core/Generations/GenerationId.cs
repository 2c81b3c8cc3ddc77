using System.Globalization;

namespace StudioApp.Core.Generations;

/// <summary>Names one generation. Time-ordered, so that a table sorted by it is sorted by age.</summary>
public readonly record struct GenerationId(Guid Value) : IParsable<GenerationId>
{
    public static GenerationId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static GenerationId Parse(string s, IFormatProvider? provider = null) => new(Guid.Parse(s, provider ?? CultureInfo.InvariantCulture));

    public static bool TryParse(string? s, IFormatProvider? provider, out GenerationId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new GenerationId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString("N");
}
