using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StudioApp.Core.Generations;
using StudioApp.Web.Shared.Interop;

namespace StudioApp.Web.Features.LivePreview;

/// <summary>A canvas that plays what a running generation looks like. The pixels come over their own connection, never through a render.</summary>
public sealed partial class LivePreview : ComponentBase, IAsyncDisposable
{
    private readonly JsListener _player = new();
    private ElementReference _canvas;

    [Parameter, EditorRequired]
    public GenerationId Generation { get; set; }

    [Parameter]
    public AspectRatio Aspect { get; set; } = AspectRatio.Square;

    [Inject]
    public required IJSRuntime JS { get; init; }

    [Inject]
    public required ILogger<LivePreview> Logger { get; init; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        try
        {
            await _player.StartAsync(JS, "./Features/LivePreview/LivePreview.razor.js", this, _canvas, Generation.ToString());
        }
        catch (JSException e)
        {
            // a browser that cannot show previews still gets its clip
            Log.NotShown(Logger, Generation, e);
        }
    }

    public ValueTask DisposeAsync() => _player.DisposeAsync();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A browser cannot show the live preview of generation {Generation}")]
        public static partial void NotShown(ILogger logger, GenerationId generation, Exception error);
    }
}
