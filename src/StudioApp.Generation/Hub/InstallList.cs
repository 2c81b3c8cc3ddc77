using StudioApp.Core.Models;

namespace StudioApp.Engine.Hub;

/// <summary>What the disk holds of downloads, those that another run of the studio left behind too, and what is under way.</summary>
internal sealed class InstallList(ModelsPlace place, InstallLedger ledger)
{
    public IReadOnlyList<ModelInstall> Read()
    {
        var found = new Dictionary<string, ModelInstall>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in Directory.Exists(place.Downloads) ? Directory.EnumerateDirectories(place.Downloads) : [])
        {
            var folder = new DownloadFolder(path);
            if (folder.ReadPlan() is not { } plan || !plan.Name.Equals(Path.GetFileName(path), StringComparison.Ordinal))
                continue;
            if (IsInPlace(plan, folder))
            {
                // the studio went down just after it was put in place
                if (!ledger.IsRunning(plan.Name))
                    folder.Delete();
                continue;
            }

            found[plan.Name] = Stopped(plan, folder);
        }

        foreach (var running in ledger.Running)
            found[running.Name] = running;
        return [.. found.Values.OrderBy(i => i.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private bool IsInPlace(DownloadPlan plan, DownloadFolder folder) =>
        place.Find(plan.Name) is { } installed && SourceFile.Read(installed) is { } source && plan.IsOf(source) && !Directory.Exists(folder.Files);

    private ModelInstall Stopped(DownloadPlan plan, DownloadFolder folder)
    {
        var (bytes, whole) = folder.Measure(plan);
        var failure = ledger.Ended(plan.Name)?.Error;
        return plan.Describe(failure is null ? ModelInstallState.Stopped : ModelInstallState.Failed) with { Bytes = bytes, Files = whole, Error = failure };
    }
}
