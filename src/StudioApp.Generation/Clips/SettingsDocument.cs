using System.Text.Json.Serialization;
using StudioApp.Core.Generations;

namespace StudioApp.Engine.Clips;

/// <summary>A generation's settings under the names that requests to the API have, to be written as JSON in camel case.</summary>
public sealed record SettingsDocument(
    string Prompt, string NegativePrompt, string Model, int Seconds, long Seed, int Steps, double Guidance, string Aspect)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StartPicture { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Strength { get; init; }

    public static SettingsDocument Of(GenerationSettings settings) => new(
        settings.Prompt, settings.NegativePrompt, settings.Model, settings.Seconds,
        settings.Seed, settings.Steps, settings.Guidance, settings.Aspect.ToString())
    {
        StartPicture = settings.StartPicture?.Value,
        Strength = settings.Strength,
    };
}
