using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;
using StudioApp.Core.Clips;
using StudioApp.Web.Shared.Interop;

namespace StudioApp.Web.Features.Gallery.Components;

/// <summary>Thousands of cards of which only those near the screen exist.</summary>
public sealed partial class ClipGrid : IAsyncDisposable
{
    private readonly JsListener _browser = new();
    private ElementReference _place;
    private Virtualize<int>? _rows;
    private GridShape? _shape;
    private bool _rowsReady;

    [Inject]
    public required IJSRuntime Js { get; init; }

    [Parameter, EditorRequired]
    public required GalleryViewModel Model { get; set; }

    [Parameter]
    public EventCallback<Clip> OnFavourite { get; set; }

    [Parameter]
    public EventCallback<Clip> OnDelete { get; set; }

    [JSInvokable]
    public async Task WidthChangedAsync(double width)
    {
        var shape = GridShape.For(width);
        if (shape == _shape)
            return;

        var regrouped = _shape is { } old && old.Columns != shape.Columns;
        _shape = shape;
        if (regrouped)
            await RefreshAsync();
        StateHasChanged();
    }

    /// <summary>Asks for the rows again because clips have moved.</summary>
    public async Task RefreshAsync()
    {
        if (_rows is not null)
            await _rows.RefreshDataAsync();
        StateHasChanged();
    }

    /// <summary>Whether the newest clips are in sight.</summary>
    public async Task<bool> IsAtTopAsync()
    {
        try
        {
            return _browser.Handle is not { } browser || await browser.InvokeAsync<bool>("isAtTop");
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            return false; // a browser that sleeps: what arrives waits behind its pill
        }
    }

    public async Task ScrollToTopAsync()
    {
        if (_browser.Handle is { } browser)
            await browser.InvokeVoidAsync("scrollToTop");
    }

    public ValueTask DisposeAsync()
    {
        _rows = null; // the page may still hold on to a grid that an empty list has replaced
        return _browser.DisposeAsync();
    }

    protected override Task OnAfterRenderAsync(bool firstRender) =>
        _browser.StartAsync(Js, "./Features/Gallery/Components/ClipGrid.razor.js", this, _place);

    private async ValueTask<ItemsProviderResult<int>> RowsAsync(ItemsProviderRequest request)
    {
        if (_shape is not { } shape)
            return new ItemsProviderResult<int>([], 0);

        await Model.EnsureAsync(request.StartIndex * shape.Columns, request.Count * shape.Columns, request.CancellationToken);
        var total = shape.RowsFor(Model.Total ?? 0);
        var rows = Enumerable.Range(request.StartIndex, Math.Max(0, Math.Min(request.Count, total - request.StartIndex)));
        if (!_rowsReady && request.Count > 0)
            _ = InvokeAsync(ShowRowsAsync);

        return new ItemsProviderResult<int>(rows, total);
    }

    // one turn later, when the rows have been rendered: the first paint hands over without a gap
    private async Task ShowRowsAsync()
    {
        await Task.Yield();
        _rowsReady = true;
        StateHasChanged();
    }
}
