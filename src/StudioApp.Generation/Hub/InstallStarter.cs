using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Engine.Local;

namespace StudioApp.Engine.Hub;

/// <summary>Lets a download begin, or go on, when nothing is in its way.</summary>
internal sealed class InstallStarter(
    HubClient client, ModelsPlace place, LocalModels models, InstallLedger ledger, IOptions<HubOptions> options, TimeProvider time, ILogger<InstallRun> log)
{
    public async Task<Outcome<ModelInstall>> StartAsync(DownloadPlan plan, AccessToken? token, CancellationToken ct)
    {
        if (ledger.IsRunning(plan.Name))
            return HubErrors.DownloadRuns(plan.Name);
        if (place.Find(plan.Name) is not null)
            return HubErrors.NameTaken(plan.Name);

        try
        {
            var folder = place.DownloadOf(plan.Name);
            return Refusal(plan, folder) is { } refusal ? refusal : await StartInAsync(folder, plan, token, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (ModelsPlace.IsOfTheDisk(e))
        {
            return ModelsPlace.ErrorOf(e);
        }
    }

    private StudioError? Refusal(DownloadPlan plan, DownloadFolder folder)
    {
        if (folder.ReadPlan() is { } before && !before.IsOf(plan.Source))
            return HubErrors.DownloadDiffers(plan.Name);
        var (needed, free) = (plan.Bytes - folder.Measure(plan).Bytes, place.FreeBytes());
        return needed > free ? HubErrors.DiskTooSmall(Size(needed), Size(free)) : null;
    }

    private async Task<Outcome<ModelInstall>> StartInAsync(DownloadFolder folder, DownloadPlan plan, AccessToken? token, CancellationToken ct)
    {
        var mine = folder.TryLock();
        if (mine is null)
            return HubErrors.DownloadRuns(plan.Name);

        var started = false;
        try
        {
            await folder.WritePlanAsync(plan, ct).ConfigureAwait(false);
            var download = new ModelDownload(client, place, folder, plan, token, options.Value, time);
            var run = new InstallRun(download, mine, models, time, ledger.Tell, log);
            started = ledger.TryStart(run);
            return started ? run.Now : HubErrors.DownloadRuns(plan.Name);
        }
        finally
        {
            // the run gives it back itself
            if (!started)
                await mine.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static string Size(long bytes) => bytes < 1_000_000_000
        ? FormattableString.Invariant($"{bytes / 1e6:0.0} MB")
        : FormattableString.Invariant($"{bytes / 1e9:0.0} GB");
}
