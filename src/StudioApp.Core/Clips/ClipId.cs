using System.Globalization;

namespace StudioApp.Core.Clips;

/// <summary>Names one finished clip. Time-ordered, so that newest first is an index scan.</summary>
public readonly record struct ClipId(Guid Value) : IParsable<ClipId>
{
    public static ClipId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static ClipId Parse(string s, IFormatProvider? provider = null) => new(Guid.Parse(s, provider ?? CultureInfo.InvariantCulture));

    public static bool TryParse(string? s, IFormatProvider? provider, out ClipId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new ClipId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString("N");
}
