using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StudioApp.Data.Providers;

namespace StudioApp.Data.Stores;

/// <summary>The one way in which stores write: through the provider's gate, with a full disk told apart.</summary>
internal sealed class StudioWriter(
    IDbContextFactory<StudioDbContext> factory,
    IDatabaseProvider provider,
    IOptions<StorageOptions> options)
{
    // the number that IOException carries for ENOSPC on Unix; ERROR_DISK_FULL as an HRESULT on Windows
    private static readonly int DiskFull = OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28;

    /// <exception cref="IOException">The disk is full; carries the operating system's own number for it.</exception>
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
            throw new IOException($"The disk that holds '{options.Value.DataFolder}' is full, so the database could not be written.", DiskFull);
        }
    }
}
