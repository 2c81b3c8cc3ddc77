using System.Globalization;

namespace StudioApp.Benchmarks;

/// <summary>A median, and between what it lay.</summary>
internal readonly record struct Spread(double Least, double Median, double Most) : IFormattable
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[^1]);
    }

    public string ToString(string? format, IFormatProvider? provider)
    {
        var culture = provider ?? CultureInfo.InvariantCulture;
        return string.Create(culture, $"{Median.ToString(format, culture)} ({Least.ToString(format, culture)} to {Most.ToString(format, culture)})");
    }
}
