using System.Globalization;
using System.Text.Json;
using StudioApp.Media.Clips;

namespace StudioApp.Media.Probing;

/// <summary>What ffprobe is asked, and how its answer is read.</summary>
internal static class ProbeReport
{
    /// <summary>
    /// Packets, not frames: one packet is one frame in a video that is not interlaced, and counting them decodes nothing.
    /// Files and pipes only: a playlist that calls itself a video must not make the studio fetch from the network.
    /// </summary>
    public static IReadOnlyList<string> Arguments { get; } =
    [
        "-v", "error", "-protocol_whitelist", "file,pipe", "-select_streams", "v", "-count_packets",
        "-show_entries", "stream=width,height,avg_frame_rate,duration,nb_read_packets:format=duration:format_tags", "-print_format", "json",
    ];

    /// <returns>The first video stream's measures, or null when there is none.</returns>
    public static ProbedClip? Read(string json, long bytes)
    {
        using var report = JsonDocument.Parse(json);
        var format = report.RootElement.GetProperty("format");
        if (!report.RootElement.TryGetProperty("streams", out var streams) || streams.GetArrayLength() == 0)
            return null;

        var video = streams[0];
        return new ProbedClip(
            video.GetProperty("width").GetInt32(),
            video.GetProperty("height").GetInt32(),
            RateOf(video.GetProperty("avg_frame_rate").GetString()),
            (int)NumberOf(video, "nb_read_packets"),
            // Matroska knows the duration of the whole file only
            TimeSpan.FromSeconds(NumberOf(video.TryGetProperty("duration", out _) ? video : format, "duration")),
            bytes,
            ClipMetadata.Read(TagsOf(format)));
    }

    private static Dictionary<string, string> TagsOf(JsonElement format) => format.TryGetProperty("tags", out var tags)
        ? tags.EnumerateObject().ToDictionary(t => t.Name, t => t.Value.GetString() ?? "")
        : [];

    private static double NumberOf(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value)
        && double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    /// <summary>ffprobe writes a rate as a fraction, and 0/0 when it does not know.</summary>
    private static double RateOf(string? fraction) =>
        fraction?.Split('/') is [var over, var under]
        && double.TryParse(over, NumberStyles.Float, CultureInfo.InvariantCulture, out var frames)
        && double.TryParse(under, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds > 0
            ? frames / seconds
            : 0;
}
