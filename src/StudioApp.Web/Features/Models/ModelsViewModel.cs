using StudioApp.Core.Models;

namespace StudioApp.Web.Features.Models;

/// <summary>What is installed, and what was refused and why.</summary>
public sealed class ModelsViewModel(IModelCatalog catalog)
{
    /// <summary>Null until it has been read.</summary>
    public IReadOnlyList<InstalledModel>? Usable { get; private set; }

    public IReadOnlyList<InstalledModel> Refused { get; private set; } = [];

    /// <summary>The folders are being looked at again.</summary>
    public bool Refreshing { get; private set; }

    public bool IsEmpty => Usable is { Count: 0 } && Refused.Count == 0;

    public async Task LoadAsync(CancellationToken ct)
    {
        var models = await catalog.ListAsync(ct);
        Usable = [.. models.Where(m => m.Problem is null)];
        Refused = [.. models.Where(m => m.Problem is not null)];
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
}
