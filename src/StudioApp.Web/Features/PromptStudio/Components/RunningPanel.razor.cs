using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using StudioApp.Core.Generations;

namespace StudioApp.Web.Features.PromptStudio.Components;

/// <summary>The picture as it comes out of the noise, and how far it has come. Draws itself four times a second, the page around it not at all.</summary>
public sealed partial class RunningPanel : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _closing = new();
    private Task _pulsing = Task.CompletedTask;

    [Parameter, EditorRequired]
    public required Generation Generation { get; set; }

    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Inject]
    public required IGenerationFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<PromptStudioText> Text { get; init; }

    private GenerationProgress? Progress { get; set; }

    private bool Stopping { get; set; }

    private TimeSpan Elapsed => Time.GetUtcNow() - (Generation.StartedAt ?? Generation.CreatedAt);

    private TimeSpan? Left => Progress?.RemainingAt(Elapsed);

    // time is the honest measure: steps and frames cost differently
    private string Fraction => (Left is { } left && Elapsed + left > TimeSpan.Zero
        ? Elapsed / (Elapsed + left)
        : 0).ToString("0.###", CultureInfo.InvariantCulture);

    private string Doing => Progress switch
    {
        _ when Stopping || Generation.CancelRequested => Text["Stopping"],
        { Phase: GenerationPhase.Denoising } p => Text["Step", p.Step, p.TotalSteps],
        { Phase: GenerationPhase.Rendering } p => Text["Frame", p.Frame, p.TotalFrames],
        { Phase: GenerationPhase.Saving } => Text["Saving"],
        _ => Text["Preparing"],
    };

    protected override void OnInitialized()
    {
        Progress = Feed.ProgressOf(Generation.Id);
        if (RendererInfo.IsInteractive)
            _pulsing = PulseAsync(_closing.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _pulsing;
        _closing.Dispose();
    }

    private async Task PulseAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Pulse, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                Progress = Feed.ProgressOf(Generation.Id) ?? Progress;
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
            // disposed
        }
    }

    // whole seconds: tenths that race by say nothing
    private static TimeSpan Rounded(TimeSpan time) => TimeSpan.FromSeconds(Math.Max(0, Math.Round(time.TotalSeconds)));

    private Task CancelAsync()
    {
        Stopping = true;
        return OnCancel.InvokeAsync();
    }
}
