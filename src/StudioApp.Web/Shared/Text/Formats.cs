using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace StudioApp.Web.Shared.Text;

/// <summary>Times, lengths and sizes as the reader's language writes them.</summary>
internal sealed partial class Formats(IStringLocalizer<Formats> text, TimeProvider time)
{
    /// <summary>"5 s", "1 min 23 s", "2 h 5 min".</summary>
    public string Duration(TimeSpan span)
    {
        if (span < TimeSpan.FromSeconds(9.95) && span.Milliseconds is >= 50 and < 950)
            return text["Seconds", span.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture)];

        var whole = TimeSpan.FromSeconds(Math.Round(span.TotalSeconds));
        return whole switch
        {
            _ when whole < TimeSpan.FromMinutes(1) => text["Seconds", whole.Seconds],
            _ when whole < TimeSpan.FromHours(1) => text["MinutesSeconds", whole.Minutes, whole.Seconds],
            _ => text["HoursMinutes", (int)whole.TotalHours, whole.Minutes],
        };
    }

    /// <summary>"734 KB", "1.2 MB": powers of a thousand, as file managers count.</summary>
    public string FileSize(long bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        double size = bytes;
        var unit = 0;
        while (size >= 999.5 && unit < units.Length - 1)
        {
            size /= 1000;
            unit++;
        }

        return size.ToString(unit >= 2 && size < 99.95 ? "0.#" : "0", CultureInfo.CurrentCulture) + " " + units[unit];
    }

    /// <summary>"CPU (2 threads)": what clips and models say they run on. A card's name is the same in every language.</summary>
    public string Device(string device) => Processor().Match(device) is { Success: true, Groups: [_, { Value: var threads }] }
        ? text[threads == "1" ? "CpuOneThread" : "CpuThreads", threads]
        : device;

    /// <summary>"just now", "5 min ago", "yesterday", then the date.</summary>
    public string Ago(DateTimeOffset moment)
    {
        var now = time.GetLocalNow();
        var local = TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone);
        var span = now - local;
        var days = (now.Date - local.Date).Days;
        return span switch
        {
            _ when span < TimeSpan.FromMinutes(1) => text["JustNow"],
            _ when span < TimeSpan.FromHours(1) => text["MinutesAgo", (int)span.TotalMinutes],
            _ when days == 0 => text["HoursAgo", (int)span.TotalHours],
            _ when days == 1 => text["Yesterday"],
            _ when days < 7 => text["DaysAgo", days],
            _ => local.ToString(text["Date"], CultureInfo.CurrentCulture),
        };
    }

    /// <summary>Date and time in full.</summary>
    public string Moment(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone).ToString("f", CultureInfo.CurrentCulture);

    [GeneratedRegex(@"^CPU \((\d+) threads?\)$")]
    private static partial Regex Processor();
}
