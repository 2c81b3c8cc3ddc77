using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Web.Features.PromptStudio.Components;
using StudioApp.Web.Shared.Interop;
using StudioApp.Web.Shared.Live;

namespace StudioApp.Web.Features.PromptStudio;

public sealed partial class PromptStudioPage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private CancellationToken _ct;
    private NewsPump<GenerationNews>? _generationNews;
    private NewsPump<ClipNews>? _clipNews;
    private IJSObjectReference? _module;
    private Composer? _composer;
    private IJSObjectReference? _follower;
    private ElementReference _threadElement;

    [Inject]
    public required PromptStudioViewModel Model { get; init; }

    [Inject]
    public required IGenerationFeed Generations { get; init; }

    [Inject]
    public required IClipFeed Clips { get; init; }

    [Inject]
    public required IStringLocalizer<PromptStudioText> Text { get; init; }

    [Inject]
    public required IJSRuntime JS { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>A prompt, or a word of one, to start from.</summary>
    [SupplyParameterFromQuery]
    public string? Prompt { get; set; }

    /// <summary>A clip whose settings to use again.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    /// <summary><c>keep</c>: with <see cref="From"/>, the clip's seed too.</summary>
    [SupplyParameterFromQuery]
    public string? Seed { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _ct = _closing.Token;
        if (RendererInfo.IsInteractive)
        {
            // before the first read, so that nothing is missed in between
            _generationNews = new NewsPump<GenerationNews>(Generations.Subscribe, (news, ct) => InvokeAsync(() => ApplyAsync(news, ct)), DispatchExceptionAsync, Time);
            _clipNews = new NewsPump<ClipNews>(Clips.Subscribe, (news, _) => InvokeAsync(() => Apply(news)), DispatchExceptionAsync, Time);
        }

        await Model.LoadAsync(_ct);
        if (!string.IsNullOrWhiteSpace(Prompt))
            Model.Composer.Add(Prompt);
        if (From is not null)
            await Model.UseAgainAsync(From, Seed == "keep", _ct);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        _module = await JS.ImportAsync("./Features/PromptStudio/PromptStudioPage.razor.js");
        _follower = await _module.InvokeAsync<IJSObjectReference>("follow", _ct, _threadElement);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_generationNews is not null)
            await _generationNews.DisposeAsync();
        if (_clipNews is not null)
            await _clipNews.DisposeAsync();
        await _follower.ReleaseAsync("stop");
        await _module.ReleaseAsync();
        _closing.Dispose();
    }

    private string TitleOf(string model) => Model.Models.FirstOrDefault(m => m.Name == model)?.Title ?? model;

    private async Task SendAsync()
    {
        if (await Model.SendAsync(_ct) && _follower is not null)
            await _follower.InvokeVoidAsync("toEnd", _ct);
    }

    private Task LoadEarlierAsync() => Model.LoadEarlierAsync(_ct);

    private Task CancelAsync(ThreadEntry entry) => Model.CancelAsync(entry, _ct);

    private Task MoveToFrontAsync(ThreadEntry entry) => Model.MoveToFrontAsync(entry, _ct);

    private Task ToggleFavouriteAsync(Clip clip) => Model.ToggleFavouriteAsync(clip, _ct);

    private async Task StartFrom(string example)
    {
        Model.Composer.Prompt = example;
        await FocusComposerAsync();
    }

    private async Task UseAgainAsync(ThreadEntry entry, bool keepSeed)
    {
        Model.UseAgain(entry.Generation.Settings, keepSeed);
        await FocusComposerAsync();
    }

    private async Task FocusComposerAsync()
    {
        if (_composer is not null)
            await _composer.FocusAsync();
    }

    private async Task ApplyAsync(IReadOnlyList<GenerationNews> news, CancellationToken ct)
    {
        if (await Model.ApplyAsync(news, ct))
            StateHasChanged();
    }

    private void Apply(IReadOnlyList<ClipNews> news)
    {
        Model.Apply(news);
        StateHasChanged();
    }
}
