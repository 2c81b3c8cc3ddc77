using Microsoft.AspNetCore.Components;

namespace StudioApp.Web.Shared.Live;

/// <summary>
/// A component that follows what happens elsewhere while it is on the screen. What it starts ends with it: its reads are
/// cancelled, its subscriptions end, what it owns is disposed.
/// </summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly List<IAsyncDisposable> _owned = [];

    protected LiveComponent() => Closing = _closing.Token;

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>Cancelled when the component goes.</summary>
    protected CancellationToken Closing { get; }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        foreach (var owned in _owned)
            await owned.DisposeAsync();
        _closing.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes news in batches on the component's own thread. A page that the server only draws follows nothing.</summary>
    /// <param name="subscribe">Of a feed.</param>
    protected void Follow<T>(Func<Action<T>, IDisposable> subscribe, Func<IReadOnlyList<T>, CancellationToken, Task> apply)
    {
        if (RendererInfo.IsInteractive)
            Own(new NewsPump<T>(subscribe, (news, ct) => InvokeAsync(() => apply(news, ct)), DispatchExceptionAsync, Time));
    }

    /// <summary>Disposes it with the component.</summary>
    protected T Own<T>(T part)
        where T : IAsyncDisposable
    {
        _owned.Add(part);
        return part;
    }
}
