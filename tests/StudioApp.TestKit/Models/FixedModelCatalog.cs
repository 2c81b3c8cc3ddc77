using StudioApp.Core.Models;

namespace StudioApp.TestKit.Models;

/// <summary>A catalog of the models that a test names.</summary>
public sealed class FixedModelCatalog(params IReadOnlyList<InstalledModel> models) : IModelCatalog
{
    public Task<IReadOnlyList<InstalledModel>> ListAsync(CancellationToken ct) => Task.FromResult(models);

    public Task<InstalledModel?> FindAsync(string name, CancellationToken ct) =>
        Task.FromResult(models.FirstOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));

    public Task RefreshAsync(CancellationToken ct) => Task.CompletedTask;
}
