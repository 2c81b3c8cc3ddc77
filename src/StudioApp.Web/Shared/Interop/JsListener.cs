using System.Diagnostics.CodeAnalysis;
using Microsoft.JSInterop;

namespace StudioApp.Web.Shared.Interop;

/// <summary>
/// A module that listens in the browser for a component. Its <c>listen(component, ...arguments)</c> returns an object whose
/// <c>stop()</c> undoes everything.
/// </summary>
internal sealed class JsListener : IAsyncDisposable
{
    private readonly IJSObjectReference _module;
    private readonly IDisposable _component;

    private JsListener(IJSObjectReference module, IJSObjectReference handle, IDisposable component)
    {
        _module = module;
        Handle = handle;
        _component = component;
    }

    /// <summary>What <c>listen</c> returned: the place for further calls.</summary>
    public IJSObjectReference Handle { get; }

    public static async Task<JsListener> StartAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] T>(
        IJSRuntime js, string path, T component, params object?[] arguments)
        where T : class
    {
        var module = await js.ImportAsync(path);
        var reference = DotNetObjectReference.Create(component);
        var handle = await module.InvokeAsync<IJSObjectReference>("listen", [reference, .. arguments]);
        return new JsListener(module, handle, reference);
    }

    public async ValueTask DisposeAsync()
    {
        await Handle.ReleaseAsync("stop");
        await _module.ReleaseAsync();
        _component.Dispose();
    }
}
