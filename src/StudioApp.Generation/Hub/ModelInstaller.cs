using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;

namespace StudioApp.Engine.Hub;

/// <summary>The downloads of this studio. Those that another run of it left behind are found when somebody first asks.</summary>
internal sealed class ModelInstaller(ModelsPlace place, InstallStarter starter, InstallLedger ledger, InstallList list) : IModelInstaller, IAsyncDisposable
{
    public Task<IReadOnlyList<ModelInstall>> ListAsync(CancellationToken ct) => Task.Run(list.Read, ct);

    public Task<Outcome<ModelInstall>> StartAsync(HubModel model, string name, AccessToken? token, CancellationToken ct)
    {
        var source = new ModelSource(model.Address.Repository, model.Address.Revision, model.Commit);
        return !HubPath.IsName(name) ? Refuse(HubErrors.NameInvalid(name))
            : model.Files.FirstOrDefault(f => !HubPath.IsSafe(f.Path)) is { } unsafeFile ? Refuse(HubErrors.PathUnsafe(unsafeFile.Path))
            : Task.Run(() => starter.StartAsync(new DownloadPlan(name, source, model.Files), token, ct), ct);
    }

    public Task<Outcome<ModelInstall>> ResumeAsync(string name, AccessToken? token, CancellationToken ct) =>
        HubPath.IsName(name) && place.DownloadOf(name).ReadPlan() is { } plan && plan.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            ? Task.Run(() => starter.StartAsync(plan, token, ct), ct)
            : Refuse(HubErrors.DownloadUnknown(name));

    public Task StopAsync(string name, CancellationToken ct) => ledger.StopAsync(name).WaitAsync(ct);

    public async Task<Outcome<ModelInstall>> DiscardAsync(string name, CancellationToken ct)
    {
        await StopAsync(name, ct).ConfigureAwait(false);
        if (!HubPath.IsName(name) || place.DownloadOf(name) is not { Exists: true } folder || folder.ReadPlan() is not { } plan)
            return HubErrors.DownloadUnknown(name);

        try
        {
            using (var mine = folder.TryLock())
            {
                if (mine is null)
                    return HubErrors.DownloadRuns(name);
            }

            folder.Delete();
        }
        catch (Exception e) when (ModelsPlace.IsOfTheDisk(e))
        {
            return ModelsPlace.ErrorOf(e);
        }

        ledger.Forget(name);
        var gone = plan.Describe(ModelInstallState.Discarded);
        ledger.Tell(gone);
        return gone;
    }

    public async Task<ModelInstall?> WaitAsync(string name, CancellationToken ct) =>
        ledger.EndOf(name) is { } end ? await end.WaitAsync(ct).ConfigureAwait(false)
            : ledger.Ended(name) is { } ended ? ended
            : (await ListAsync(ct).ConfigureAwait(false)).FirstOrDefault(i => i.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public IDisposable Subscribe(Action<ModelInstall> onNews) => ledger.Subscribe(onNews);

    public async ValueTask DisposeAsync() => await ledger.CloseAsync().ConfigureAwait(false);

    private static Task<Outcome<ModelInstall>> Refuse(StudioError error) => Task.FromResult<Outcome<ModelInstall>>(error);
}
