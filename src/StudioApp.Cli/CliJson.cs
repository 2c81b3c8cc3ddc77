using System.Text.Encodings.Web;
using System.Text.Json;

namespace StudioApp.Cli;

/// <summary>How the command line writes JSON: camel case, and text as it is.</summary>
internal static class CliJson
{
    public static JsonSerializerOptions OneLine { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonSerializerOptions Indented { get; } = new(OneLine) { WriteIndented = true };
}
