using StudioApp.Core.Clips;
using StudioApp.Core.Paging;
using StudioApp.Core.People;

namespace StudioApp.Web.Tests.Fakes;

/// <summary>A store whose answers a test can hold back after they have been read, as a busy disk does.</summary>
internal sealed class HeldClips(IClipStore store) : IClipStore
{
    private HeldAnswer? _next;

    /// <summary>The next window is read at once and given out when the test says so.</summary>
    public HeldAnswer HoldNextWindow() => _next = new HeldAnswer();

    public async Task<ClipWindow> WindowAsync(ClipQuery query, int skip, int take, CancellationToken ct)
    {
        var held = Interlocked.Exchange(ref _next, null);
        var window = await store.WindowAsync(query, skip, take, ct);
        if (held is not null)
            await held.WaitAsync();
        return window;
    }

    public Task<Clip?> FindAsync(ClipId id, PersonId owner, CancellationToken ct) => store.FindAsync(id, owner, ct);

    public Task<Page<Clip>> ListAsync(ClipQuery query, CancellationToken ct) => store.ListAsync(query, ct);

    public Task<ClipNeighbours> NeighboursAsync(Clip clip, ClipQuery query, CancellationToken ct) => store.NeighboursAsync(clip, query, ct);

    public Task<Clip?> SetFavouriteAsync(ClipId id, PersonId owner, bool favourite, CancellationToken ct) => store.SetFavouriteAsync(id, owner, favourite, ct);

    public Task<Clip?> SetDeletedAsync(ClipId id, PersonId owner, bool deleted, CancellationToken ct) => store.SetDeletedAsync(id, owner, deleted, ct);

    public Task<IReadOnlySet<string>> ListMediaKeysAsync(CancellationToken ct) => store.ListMediaKeysAsync(ct);

    public Task<IReadOnlyList<Clip>> PurgeAsync(DateTimeOffset before, CancellationToken ct) => store.PurgeAsync(before, ct);
}

/// <summary>An answer on its way.</summary>
internal sealed class HeldAnswer
{
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the store has answered.</summary>
    public Task Read => _read.Task;

    public void Release() => _released.SetResult();

    public Task WaitAsync()
    {
        _read.SetResult();
        return _released.Task;
    }
}
