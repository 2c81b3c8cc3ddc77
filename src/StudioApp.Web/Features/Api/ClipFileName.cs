using System.Text.RegularExpressions;
using StudioApp.Core.Clips;

namespace StudioApp.Web.Features.Api;

/// <summary>What a downloaded clip is called: its prompt, so that it is found again among others, and its seed.</summary>
internal static partial class ClipFileName
{
    private const int MaxLength = 60;

    public static string Of(Clip clip, string extension)
    {
        var words = NotForFileNames().Replace(clip.Settings.Prompt, "-").Trim('-');
        if (words.Length > MaxLength)
            words = words[..MaxLength].TrimEnd('-');
        return $"{(words.Length > 0 ? words : "clip")}-{clip.Settings.Seed}{extension}";
    }

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+")]
    private static partial Regex NotForFileNames();
}
