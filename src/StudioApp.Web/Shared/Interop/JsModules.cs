using Microsoft.JSInterop;

namespace StudioApp.Web.Shared.Interop;

internal static class JsModules
{
    /// <summary>Loads a page's own module.</summary>
    /// <param name="path">As the browser asks for it: <c>./Features/Gallery/ClipGrid.razor.js</c>.</param>
    public static ValueTask<IJSObjectReference> ImportAsync(this IJSRuntime js, string path) =>
        js.InvokeAsync<IJSObjectReference>("import", path);

    /// <summary>Lets go of something in the browser. A browser that has gone away has let go of it by itself.</summary>
    public static async ValueTask ReleaseAsync(this IJSObjectReference? reference, string? lastCall = null)
    {
        if (reference is null)
            return;

        try
        {
            if (lastCall is not null)
                await reference.InvokeVoidAsync(lastCall);
            await reference.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            // closed, asleep for so long that the call timed out, or let go of already
        }
    }
}
