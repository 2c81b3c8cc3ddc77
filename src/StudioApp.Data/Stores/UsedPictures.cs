using Microsoft.EntityFrameworkCore;
using StudioApp.Core.Pictures;

namespace StudioApp.Data.Stores;

/// <summary>Which pictures somebody still needs.</summary>
internal sealed class UsedPictures(IDbContextFactory<StudioDbContext> factory)
{
    /// <summary>Those that any generation or clip starts from, whatever has become of it: it can be made again.</summary>
    public async Task<IReadOnlySet<PictureId>> ListAsync(CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct).ConfigureAwait(false);
        var generations = db.Generations.Where(g => g.Settings.StartPicture != null).Select(g => g.Settings.StartPicture!.Value);
        var clips = db.Clips.Where(c => c.Settings.StartPicture != null).Select(c => c.Settings.StartPicture!.Value);
        return await generations.Union(clips).ToHashSetAsync(ct).ConfigureAwait(false);
    }
}
