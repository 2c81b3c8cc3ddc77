using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;

namespace StudioApp.Web.Features.Models;

/// <summary>What is installed, what was refused and why, what is on its way, and what was removed.</summary>
public sealed class ModelsViewModel(IModelCatalog catalog, IModelInstaller installer, IModelTrash trash)
{
    private readonly Dictionary<string, ModelInstall> _installs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null until it has been read.</summary>
    public IReadOnlyList<InstalledModel>? Usable { get; private set; }

    public IReadOnlyList<InstalledModel> Refused { get; private set; } = [];

    /// <summary>Downloads that run, and those that can go on.</summary>
    public IEnumerable<ModelInstall> Installs => _installs.Values.OrderBy(install => install.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The latest first.</summary>
    public IReadOnlyList<RemovedModel> Removed { get; private set; } = [];

    /// <summary>The folders are being looked at again.</summary>
    public bool Refreshing { get; private set; }

    /// <summary>Why the last removal, return or discarding was refused; null when it was not.</summary>
    public StudioError? Problem { get; private set; }

    public bool IsEmpty => Usable is { Count: 0 } && Refused.Count == 0;

    public async Task LoadAsync(CancellationToken ct)
    {
        var models = await catalog.ListAsync(ct);
        var removed = await trash.ListAsync(ct);
        var installs = await installer.ListAsync(ct);
        Removed = removed;
        Refused = [.. models.Where(m => m.Problem is not null)];
        Usable = [.. models.Where(m => m.Problem is null)];
        _installs.Clear();
        foreach (var install in installs)
            _installs[install.Name] = install;
    }

    public async Task RefreshAsync(CancellationToken ct)
    {
        if (Refreshing)
            return;

        Refreshing = true;
        try
        {
            await catalog.RefreshAsync(ct);
            await LoadAsync(ct);
        }
        finally
        {
            Refreshing = false;
        }
    }

    /// <returns>The downloads that came to their end: their models are listed now.</returns>
    public async Task<IReadOnlyList<ModelInstall>> ApplyAsync(IReadOnlyList<ModelInstall> news, CancellationToken ct)
    {
        foreach (var install in news)
        {
            if (install.State is ModelInstallState.Done or ModelInstallState.Discarded)
                _installs.Remove(install.Name);
            else
                _installs[install.Name] = install;
        }

        var done = news.Where(install => install.State == ModelInstallState.Done).ToList();
        if (done.Count > 0)
            await LoadAsync(ct);
        return done;
    }

    public Task StopAsync(string name, CancellationToken ct) => installer.StopAsync(name, ct);

    /// <returns>Why it cannot go on, shown beside the download itself; null when it does.</returns>
    public async Task<StudioError?> ResumeAsync(string name, string token, CancellationToken ct) =>
        (await installer.ResumeAsync(name, AccessToken.From(token), ct)).Error;

    public async Task DiscardAsync(string name, CancellationToken ct) => Problem = (await installer.DiscardAsync(name, ct)).Error;

    /// <returns>What is in the trash now; null when it was refused.</returns>
    public async Task<RemovedModel?> RemoveAsync(string name, CancellationToken ct)
    {
        var removed = await trash.RemoveAsync(name, ct);
        Problem = removed.Error;
        await LoadAsync(ct);
        return removed.Value;
    }

    public async Task RestoreAsync(string id, CancellationToken ct)
    {
        Problem = (await trash.RestoreAsync(id, ct)).Error;
        await LoadAsync(ct);
    }

    public async Task DeleteAsync(string id, CancellationToken ct)
    {
        Problem = (await trash.DeleteAsync(id, ct)).Error;
        await LoadAsync(ct);
    }
}
