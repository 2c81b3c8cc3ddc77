namespace StudioApp.Core.Models;

/// <summary>Every model that is installed, of every engine.</summary>
public interface IModelCatalog
{
    /// <summary>Usable ones first, then refused folders, each by name.</summary>
    Task<IReadOnlyList<InstalledModel>> ListAsync(CancellationToken ct);

    /// <summary>By name, in any case; null when there is none.</summary>
    Task<InstalledModel?> FindAsync(string name, CancellationToken ct);

    /// <summary>Looks at the folders again.</summary>
    Task RefreshAsync(CancellationToken ct);

    /// <summary>The model that a request gets when it names none: the first usable one that starts from what the request has.</summary>
    /// <param name="withPicture">There is a picture to start from; without one, from words.</param>
    async Task<InstalledModel?> FindDefaultAsync(CancellationToken ct, bool withPicture = false)
    {
        var usable = (await ListAsync(ct).ConfigureAwait(false)).Where(m => m.Problem is null).ToList();
        return usable.FirstOrDefault(m => m.TakesPicture != (withPicture ? PictureUse.No : PictureUse.Must)) ?? usable.FirstOrDefault();
    }
}
