using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using StudioApp.Core.Generations;
using StudioApp.Engine.Clips;

namespace StudioApp.Web.Features.Gallery;

/// <summary>A clip's settings as text to keep or to send: what the API takes as a request.</summary>
internal static class SettingsText
{
    // people read it too: no \u escapes for their language
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Of(GenerationSettings settings) => JsonSerializer.Serialize(SettingsDocument.Of(settings), Options);
}
