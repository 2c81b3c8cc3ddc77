using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using StudioApp.Core.Clips;
using StudioApp.Web.Shared.Clips;
using StudioApp.Web.Shared.Interop;
using StudioApp.Web.Shared.Ui;

namespace StudioApp.Web.Features.Gallery;

public sealed partial class ClipPage
{
    private readonly JsListener _keys = new();

    [Inject]
    public required ClipViewModel Model { get; init; }

    [Inject]
    public required ClipActions Actions { get; init; }

    [Inject]
    public required IClipFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    [Inject]
    public required IStringLocalizer<GalleryText> Text { get; init; }

    [Inject]
    public required UndoSnackbar Undo { get; init; }

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>The gallery's filter that the person came with, see <see cref="GalleryPage.Q"/>.</summary>
    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [SupplyParameterFromQuery]
    public string? Fav { get; set; }

    /// <summary>There while the server answers the first request.</summary>
    [CascadingParameter]
    private HttpContext? HttpContext { get; set; }

    protected override void OnInitialized()
    {
        Own(_keys);
        Follow<ClipNews>(Feed.Subscribe, ApplyAsync);
    }

    protected override async Task OnParametersSetAsync()
    {
        await Model.LoadAsync(Id, GalleryFilter.From(Q, Fav), Closing);
        if (Model.Clip is null && HttpContext is { Response: { HasStarted: false } response })
            AnswerNotFound(response);
    }

    // once, whichever clips the page goes on to: the keys find the one that is shown
    protected override Task OnAfterRenderAsync(bool firstRender) => _keys.StartAsync(Js, "./Features/Gallery/ClipPage.razor.js", this);

    // Only when the answer starts: a page that has the status earlier is not written, and the general one would take its place.
    private static void AnswerNotFound(HttpResponse response) => response.OnStarting(() =>
    {
        response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private static string Short(string prompt) => prompt.Length <= 60 ? prompt : prompt[..60].TrimEnd() + "…";

    // the video throws its own light on the wall
    private static string Light(Clip clip) => $"--poster: url({ClipLinks.Poster(clip.Id)})";

    private string? LinkTo(ClipId? id) => id is { } there ? ClipLinks.Page(there) + Model.Filter.QueryString : null;

    private Task ToggleFavouriteAsync() => Model.ToggleFavouriteAsync(Closing);

    private async Task StartFromFrameAsync()
    {
        if (_keys.Handle is not { } player)
            return;

        var shown = TimeSpan.FromSeconds(await player.InvokeAsync<double>("moment", Closing));
        if (await Model.TakeFrameAsync(shown, Closing) is { } picture)
            Navigation.NavigateTo(PictureLinks.StartFrom(picture.Id));
    }

    private Task RestoreAsync() => Model.RestoreAsync(Closing);

    private async Task DeleteAsync()
    {
        var id = Model.Clip!.Id; // the button is there only with a clip
        await Model.DeleteAsync(Closing);
        Undo.Offer(Text["Deleted"], () => Actions.RestoreAsync(id, CancellationToken.None)); // may be clicked on another page
        var next = LinkTo(Model.Neighbours.Older) ?? LinkTo(Model.Neighbours.Newer);
        Navigation.NavigateTo(next ?? "/gallery" + Model.Filter.QueryString);
    }

    private async Task ApplyAsync(IReadOnlyList<ClipNews> news, CancellationToken ct)
    {
        if (await Model.ApplyAsync(news, ct))
            StateHasChanged();
    }
}
