using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using StudioApp.Core.Generations;
using StudioApp.Core.Pictures;

namespace StudioApp.Engine.Clips;

/// <summary>
/// The settings as they are embedded in a clip's file, so that importing the file elsewhere restores them:
/// <code>
/// {"format":"studioapp-clip","version":1,"prompt":"a fox","negativePrompt":"","model":"lantern",
///  "seconds":5,"seed":42,"steps":12,"guidance":2,"aspect":"1:1"}
/// </code>
/// A clip that started from a picture has <c>startPicture</c>, the picture's name, and <c>strength</c> where the model asks for it.
/// Names never change their meaning. A reader ignores names it does not know; a change that older readers would
/// misunderstand counts <c>version</c> up.
/// </summary>
public static class ClipSettingsJson
{
    private const string Format = "studioapp-clip";
    private const int Version = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // file tags are read by people too: keep 狐狸 as it is written
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>The settings as one line of JSON.</summary>
    public static string Write(GenerationSettings settings) => JsonSerializer.Serialize(
        new Document(
            Format, Version, settings.Prompt, settings.NegativePrompt, settings.Model, settings.Seconds,
            settings.Seed, settings.Steps, settings.Guidance, settings.Aspect.ToString(), settings.StartPicture?.Value, settings.Strength),
        Json);

    /// <summary>The settings that <see cref="Write"/> has written, also by a newer studio as long as they mean the same.</summary>
    /// <returns>False for anything else: other JSON, a newer version, a missing name. The values are not checked against a model; a request does that.</returns>
    public static bool TryRead(string? json, [NotNullWhen(true)] out GenerationSettings? settings)
    {
        settings = null;
        if (Parse(json) is not { Format: Format, Version: Version, Prompt: { } prompt, Model: { } model } found
            || !AspectRatio.TryParse(found.Aspect, null, out var aspect))
        {
            return false;
        }

        settings = new GenerationSettings
        {
            Prompt = prompt,
            NegativePrompt = found.NegativePrompt ?? "",
            Model = model,
            Seconds = found.Seconds,
            Seed = found.Seed,
            Steps = found.Steps,
            Guidance = found.Guidance,
            Aspect = aspect,
            StartPicture = PictureId.TryParse(found.StartPicture, null, out var picture) ? picture : null,
            Strength = found.Strength,
        };
        return true;
    }

    private static Document? Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return null;
        try
        {
            return JsonSerializer.Deserialize<Document>(json, Json);
        }
        catch (JsonException)
        {
            return null; // a file's tags may hold anything; what is not ours is simply not ours
        }
    }

    private sealed record Document(
        string? Format,
        int Version,
        string? Prompt,
        string? NegativePrompt,
        string? Model,
        [property: JsonRequired] int Seconds,
        [property: JsonRequired] long Seed,
        [property: JsonRequired] int Steps,
        [property: JsonRequired] double Guidance,
        string? Aspect,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? StartPicture,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Strength);
}
