using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using StudioApp.Core.Clips;
using StudioApp.Web.Features.Gallery.Components;
using StudioApp.Web.Shared.Ui;

namespace StudioApp.Web.Features.Gallery;

public sealed partial class GalleryPage
{
    private ClipGrid? _grid;

    [Inject]
    public required GalleryViewModel Model { get; init; }

    [Inject]
    public required IClipFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<GalleryText> Text { get; init; }

    [Inject]
    public required UndoSnackbar Undo { get; init; }

    /// <summary>Words that the prompts must have.</summary>
    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    /// <summary><c>1</c> for favourites only.</summary>
    [SupplyParameterFromQuery]
    public string? Fav { get; set; }

    private string? Count => Model.Total switch
    {
        null => null,
        1 => Text["CountOne"].Value,
        { } total => Text["CountMany", total.ToString("N0", CultureInfo.CurrentCulture)].Value,
    };

    protected override void OnInitialized() => Follow<ClipNews>(Feed.Subscribe, ApplyAsync);

    protected override async Task OnParametersSetAsync()
    {
        var filter = GalleryFilter.From(Q, Fav);
        if (Model.Total is not null && filter == Model.Filter)
            return;

        await Model.LoadAsync(filter, Closing);
        await RefreshGridAsync();
    }

    private void Search(string words) => Show(Model.Filter with { Text = words.Trim() }, replace: true);

    private void ToggleFavouritesOnly() => Show(Model.Filter with { FavouritesOnly = !Model.Filter.FavouritesOnly }, replace: false);

    private void Show(GalleryFilter filter, bool replace) => Navigation.NavigateTo("/gallery" + filter.QueryString, replace: replace);

    private Task ToggleFavouriteAsync(Clip clip) => Model.ToggleFavouriteAsync(clip, Closing);

    private async Task DeleteAsync(Clip clip)
    {
        await Model.DeleteAsync(clip, Closing);
        Undo.Offer(Text["Deleted"], () => Model.RestoreAsync(clip, CancellationToken.None)); // may be clicked on another page
        await RefreshGridAsync();
    }

    private async Task ShowArrivedAsync()
    {
        await Model.LoadAsync(Model.Filter, Closing);
        await RefreshGridAsync();
        if (_grid is not null)
            await _grid.ScrollToTopAsync();
    }

    private async Task ApplyAsync(IReadOnlyList<ClipNews> news, CancellationToken ct)
    {
        var atTop = _grid is null || await _grid.IsAtTopAsync();
        var change = await Model.ApplyAsync(news, atTop, ct);
        if (change == GalleryChange.Moved)
            await RefreshGridAsync();
        if (change != GalleryChange.None)
            StateHasChanged();
    }

    private Task RefreshGridAsync() => _grid?.RefreshAsync() ?? Task.CompletedTask;
}
