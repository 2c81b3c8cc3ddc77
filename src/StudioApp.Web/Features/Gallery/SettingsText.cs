using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using StudioApp.Core.Generations;

namespace StudioApp.Web.Features.Gallery;

/// <summary>A clip's settings as text to keep or to send: what the API takes as a request.</summary>
internal static class SettingsText
{
    // people read it too: no \u escapes for their language
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Of(GenerationSettings settings) => JsonSerializer.Serialize(
        new
        {
            prompt = settings.Prompt,
            negativePrompt = settings.NegativePrompt,
            model = settings.Model,
            seconds = settings.Seconds,
            seed = settings.Seed,
            steps = settings.Steps,
            guidance = settings.Guidance,
            aspect = settings.Aspect.ToString(),
        },
        Options);
}
