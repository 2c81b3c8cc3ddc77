using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace StudioApp.Core.Generations;

/// <summary>Width to height of the picture, written as people write it: <c>16:9</c>.</summary>
public readonly record struct AspectRatio(int Width, int Height) : IParsable<AspectRatio>
{
    public static AspectRatio Square { get; } = new(1, 1);

    public static AspectRatio Landscape { get; } = new(16, 9);

    public static AspectRatio Portrait { get; } = new(9, 16);

    public double Value => (double)Width / Height;

    public static AspectRatio Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var ratio) ? ratio : throw new FormatException($"'{s}' is not an aspect ratio such as 16:9.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AspectRatio result)
    {
        result = default;
        if (s?.Split(':') is not [var left, var right]
            || !int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            || !int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            || width == 0 || height == 0)
        {
            return false;
        }

        result = new AspectRatio(width, height);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}:{Height}");
}
