using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using StudioApp.Core.Generations;

namespace StudioApp.Web.Features.Jobs;

/// <summary>The count on every page, and behind it a drawer of all that runs and waits.</summary>
public sealed partial class JobsBell
{
    private ElementReference _bell;
    private ElementReference _close;
    private bool _open;
    private bool _movesFocus;

    [Inject]
    public required JobsViewModel Model { get; init; }

    [Inject]
    public required IGenerationFeed Feed { get; init; }

    [Inject]
    public required IStringLocalizer<JobsText> Text { get; init; }

    protected override async Task OnInitializedAsync()
    {
        Follow<GenerationNews>(Feed.Subscribe, ApplyAsync);
        await Model.LoadAsync(Closing);
    }

    private async Task ApplyAsync(IReadOnlyList<GenerationNews> news, CancellationToken ct)
    {
        // progress is shown in the open drawer only
        if (await Model.ApplyAsync(news, ct) || _open)
            StateHasChanged();
    }

    /// <summary>The focus goes into the drawer and back to the bell, so that keys reach whichever is there.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (!_movesFocus)
            return;
        _movesFocus = false;
        await (_open ? _close : _bell).FocusAsync(preventScroll: true);
    }

    private void Show(bool open) => (_open, _movesFocus) = (open, true);

    private void CloseOnEscape(KeyboardEventArgs e)
    {
        if (e.Key == "Escape" && _open)
            Show(false);
    }

    private string StatusOf(Generation job) => job switch
    {
        { CancelRequested: true } => Text["Stopping"],
        { State: GenerationState.Running } => Model.ProgressOf(job) switch
        {
            { Phase: GenerationPhase.Denoising } p => Text["Step", p.Step, p.TotalSteps],
            { Phase: GenerationPhase.Rendering } p => Text["Frame", p.Frame, p.TotalFrames],
            { Phase: GenerationPhase.Saving } => Text["Saving"],
            _ => Text["Preparing"],
        },
        _ => Model.QueuePositionOf(job) is { } place ? Text["Place", place] : Text["Queued"],
    };
}
