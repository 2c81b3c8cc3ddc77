using System.Globalization;

namespace StudioApp.Web.Shared.Text;

/// <summary>The languages that every text exists in. A new one is a line here and one .resx beside each of the others.</summary>
internal static class StudioCultures
{
    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en");

    public static CultureInfo Chinese { get; } = CultureInfo.GetCultureInfo("zh-Hans");

    /// <summary>The first is the default.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [English, Chinese];

    /// <summary>A language's name as its readers write it.</summary>
    public static string OwnName(CultureInfo culture) => culture.Name == Chinese.Name ? "简体中文" : "English";

    /// <summary>The language of ours that serves somebody who asked for <paramref name="tag"/> best; null when none does.</summary>
    public static CultureInfo? Serving(string? tag)
    {
        var language = tag?.Split('-', '_')[0];
        return All.FirstOrDefault(c => string.Equals(c.TwoLetterISOLanguageName, language, StringComparison.OrdinalIgnoreCase));
    }
}
