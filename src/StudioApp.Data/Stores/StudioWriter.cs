using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StudioApp.Core.Media;
using StudioApp.Data.Providers;

namespace StudioApp.Data.Stores;

/// <summary>The one way in which stores write: through the provider's gate, with a full disk told apart.</summary>
internal sealed class StudioWriter(
    IDbContextFactory<StudioDbContext> factory,
    IDatabaseProvider provider,
    IOptions<StorageOptions> options)
{
    /// <exception cref="DiskFullException">The database had no room for it.</exception>
    public async Task<T> WriteAsync<T>(Func<StudioDbContext, Task<T>> write, CancellationToken ct)
    {
        using var turn = await provider.EnterWriteAsync(ct).ConfigureAwait(false);
        await using var db = await factory.CreateDbContextAsync(ct).ConfigureAwait(false);
        try
        {
            return await write(db).ConfigureAwait(false);
        }
        catch (Exception e) when (provider.IsDiskFull(e))
        {
            throw new DiskFullException(options.Value.AbsoluteFolder, e);
        }
    }
}
