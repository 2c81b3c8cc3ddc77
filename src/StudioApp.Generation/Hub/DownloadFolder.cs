using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudioApp.Engine.Hub;

/// <summary>
/// One download on disk: <c>.downloads/NAME</c> holds the plan, and under <c>files</c> the model's folder as it grows: whole files under
/// their own names, others as <c>.part</c>.
/// </summary>
internal sealed class DownloadFolder(string path)
{
    private const string PlanName = "download.json";
    private const string LockName = ".lock";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public string Files => Path.Combine(path, "files");

    public bool Exists => Directory.Exists(path);

    /// <summary>Kept open while it is downloaded; null when another process does that.</summary>
    public FileStream? TryLock()
    {
        Directory.CreateDirectory(Files);
        try
        {
            return new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(Path.Combine(path, LockName)))
        {
            return null;
        }
    }

    /// <returns>Null when there is none that can be read.</returns>
    public DownloadPlan? ReadPlan()
    {
        try
        {
            var plan = JsonSerializer.Deserialize<DownloadPlan>(File.ReadAllBytes(Path.Combine(path, PlanName)), Json);
            return plan is { Name: not null, Source: { Repository: not null, Revision: not null, Commit: not null }, Files.Count: > 0 }
                && HubPath.IsName(plan.Name) && plan.Files.All(f => f is { Bytes: >= 0, Hash.Hex: not null } && HubPath.IsSafe(f.Path))
                    ? plan
                    : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public async Task WritePlanAsync(DownloadPlan plan, CancellationToken ct)
    {
        var draft = Path.Combine(path, PlanName + ".part");
        await File.WriteAllBytesAsync(draft, JsonSerializer.SerializeToUtf8Bytes(plan, Json), ct).ConfigureAwait(false);
        File.Move(draft, Path.Combine(path, PlanName), overwrite: true);
    }

    /// <summary>What is there of the plan's files already.</summary>
    public (long Bytes, int Whole) Measure(DownloadPlan plan)
    {
        var (bytes, whole) = (0L, 0);
        foreach (var file in plan.Files)
        {
            var target = new FileInfo(HubPath.Inside(Files, file.Path));
            var part = new FileInfo(target.FullName + FileDownload.PartEnding);
            if (target.Exists)
                whole++;
            bytes += target.Exists ? file.Bytes : part.Exists ? Math.Min(part.Length, file.Bytes) : 0;
        }

        return (bytes, whole);
    }

    public void Delete()
    {
        if (Exists)
            Directory.Delete(path, recursive: true);
    }
}
