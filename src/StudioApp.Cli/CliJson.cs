using System.Text.Encodings.Web;
using System.Text.Json;
using StudioApp.Core.Generations;

namespace StudioApp.Cli;

/// <summary>How the command line writes JSON: camel case, and text as it is.</summary>
internal static class CliJson
{
    public static JsonSerializerOptions OneLine { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonSerializerOptions Indented { get; } = new(OneLine) { WriteIndented = true };

    /// <summary>The names that requests to the API have.</summary>
    public static object Settings(GenerationSettings settings) => new
    {
        prompt = settings.Prompt,
        negativePrompt = settings.NegativePrompt,
        model = settings.Model,
        seconds = settings.Seconds,
        seed = settings.Seed,
        steps = settings.Steps,
        guidance = settings.Guidance,
        aspect = settings.Aspect.ToString(),
    };
}
