using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Web.Features.PromptStudio.Components;
using StudioApp.Web.Shared.Interop;

namespace StudioApp.Web.Features.PromptStudio;

public sealed partial class PromptStudioPage
{
    private readonly JsListener _follower = new();
    private Composer? _composer;
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

    /// <summary>A prompt, or a word of one, to start from.</summary>
    [SupplyParameterFromQuery]
    public string? Prompt { get; set; }

    /// <summary>A clip whose settings to use again.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    /// <summary><c>keep</c>: with <see cref="From"/>, the clip's seed too.</summary>
    [SupplyParameterFromQuery]
    public string? Seed { get; set; }

    /// <summary>A picture to start from.</summary>
    [SupplyParameterFromQuery]
    public string? Picture { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Own(_follower);
        // before the first read, so that nothing is missed in between
        Follow<GenerationNews>(Generations.Subscribe, ApplyAsync);
        Follow<ClipNews>(Clips.Subscribe, ApplyAsync);

        await Model.LoadAsync(Closing);
        if (!string.IsNullOrWhiteSpace(Prompt))
            Model.Composer.Add(Prompt);
        if (From is not null)
            await Model.UseAgainAsync(From, Seed == "keep", Closing);
        if (Picture is not null)
            Model.StartFrom(Picture);
    }

    protected override Task OnAfterRenderAsync(bool firstRender) =>
        _follower.StartAsync(JS, "./Features/PromptStudio/PromptStudioPage.razor.js", this, _threadElement);

    private string TitleOf(string model) => Model.Models.FirstOrDefault(m => m.Name == model)?.Title ?? model;

    private async Task SendAsync()
    {
        if (await Model.SendAsync(Closing) && _follower.Handle is { } follower)
            await follower.InvokeVoidAsync("toEnd", Closing);
    }

    private Task LoadEarlierAsync() => Model.LoadEarlierAsync(Closing);

    private Task CancelAsync(ThreadEntry entry) => Model.CancelAsync(entry, Closing);

    private Task MoveToFrontAsync(ThreadEntry entry) => Model.MoveToFrontAsync(entry, Closing);

    private Task ToggleFavouriteAsync(Clip clip) => Model.ToggleFavouriteAsync(clip, Closing);

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

    private Task ApplyAsync(IReadOnlyList<ClipNews> news, CancellationToken ct)
    {
        Model.Apply(news);
        StateHasChanged();
        return Task.CompletedTask;
    }
}
