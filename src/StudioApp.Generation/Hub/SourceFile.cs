using System.Text.Json;
using StudioApp.Core.Models;

namespace StudioApp.Engine.Hub;

/// <summary>What the studio writes into a model's folder that it downloaded, so that everybody can tell later what it is.</summary>
internal static class SourceFile
{
    public const string Name = ".source.json";

    private const int LargestFile = 1 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task WriteAsync(string folder, DownloadPlan plan, CancellationToken ct) =>
        await File.WriteAllBytesAsync(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(plan.Source, Json), ct).ConfigureAwait(false);

    /// <returns>Null when the studio did not download it, or the note cannot be read.</returns>
    public static ModelSource? Read(string folder)
    {
        try
        {
            var file = new FileInfo(Path.Combine(folder, Name));
            return file is { Exists: true, Length: <= LargestFile }
                && JsonSerializer.Deserialize<ModelSource>(File.ReadAllBytes(file.FullName), Json) is { Repository: not null, Revision: not null, Commit: not null } source
                    ? source
                    : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
