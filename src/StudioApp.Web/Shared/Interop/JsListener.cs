using System.Diagnostics.CodeAnalysis;
using Microsoft.JSInterop;

namespace StudioApp.Web.Shared.Interop;

/// <summary>
/// A module that listens in the browser for a component. Its <c>listen(component, ...arguments)</c> returns an object whose
/// <c>stop()</c> undoes everything. A component makes one with itself, starts it when it is drawn and disposes it when it goes,
/// in whatever order the browser answers.
/// </summary>
internal sealed class JsListener : IAsyncDisposable
{
    private Task? _starting;
    private IJSObjectReference? _module;
    private IDisposable? _component;
    private bool _disposed;

    /// <summary>What <c>listen</c> returned: the place for further calls. Null before, and after it has been disposed.</summary>
    public IJSObjectReference? Handle { get; private set; }

    /// <summary>Starts to listen; calls after the first wait for the same start.</summary>
    /// <param name="path">As the browser asks for the module: <c>./Features/Gallery/ClipGrid.razor.js</c>.</param>
    /// <exception cref="JSException">The browser cannot, and the component is still there to be told.</exception>
    public Task StartAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] T>(
        IJSRuntime js, string path, T component, params object?[] arguments)
        where T : class =>
        _starting ??= ListenAsync(js, path, component, arguments);

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await ReleaseAsync();
    }

    private async Task ListenAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] T>(
        IJSRuntime js, string path, T component, object?[] arguments)
        where T : class
    {
        try
        {
            _module = await js.ImportAsync(path);
            if (_disposed)
                return;

            var reference = DotNetObjectReference.Create(component);
            _component = reference;
            Handle = await _module.InvokeAsync<IJSObjectReference>("listen", [reference, .. arguments]);
        }
        catch (JSException) when (_disposed)
        {
            // what it should have listened to has gone with the component
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // the browser has gone, or sleeps
        }
        finally
        {
            // what arrives late finds nobody: let go of it at once
            if (_disposed)
                await ReleaseAsync();
        }
    }

    // each part once, whoever comes first
    private async ValueTask ReleaseAsync()
    {
        var (handle, module, component) = (Handle, _module, _component);
        (Handle, _module, _component) = (null, null, null);
        await handle.ReleaseAsync("stop");
        await module.ReleaseAsync();
        component?.Dispose();
    }
}
