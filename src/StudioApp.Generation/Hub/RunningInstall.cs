using System.Diagnostics.CodeAnalysis;
using StudioApp.Core.Models;

namespace StudioApp.Engine.Hub;

/// <summary>A download under way.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without timer and links holds nothing; a late stop may still use it.")]
internal sealed class RunningInstall
{
    private readonly CancellationTokenSource _stop = new();

    public RunningInstall(DownloadPlan plan, TimeProvider time, Action<ModelInstall> onNews)
    {
        Plan = plan;
        Stopping = _stop.Token;
        Meter = new DownloadMeter(time, () => onNews(Now));
    }

    public DownloadPlan Plan { get; }

    public DownloadMeter Meter { get; }

    public CancellationToken Stopping { get; }

    public Task<ModelInstall> Ended { get; private set; } = Task.FromException<ModelInstall>(new InvalidOperationException("It was not started."));

    public ModelInstall Now => new()
    {
        Name = Plan.Name,
        Source = Plan.Source,
        State = ModelInstallState.Downloading,
        TotalBytes = Plan.Bytes,
        Bytes = Meter.Bytes,
        TotalFiles = Plan.Files.Count,
        Files = Meter.Files,
        BytesPerSecond = Meter.BytesPerSecond,
        WaitsUntil = Meter.WaitsUntil,
    };

    public void Start(Task<ModelInstall> run) => Ended = run;

    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Ended.ConfigureAwait(false);
    }
}
