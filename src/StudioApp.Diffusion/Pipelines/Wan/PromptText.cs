using System.Net;
using System.Text.RegularExpressions;

namespace StudioApp.Diffusion.Pipelines.Wan;

/// <summary>Prompts as Wan was trained on them: what web pages wrote as entities is read (twice, for some were written so), and white space is one space.</summary>
internal static partial class PromptText
{
    public static string Clean(string prompt) => Spaces().Replace(WebUtility.HtmlDecode(WebUtility.HtmlDecode(prompt)), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
