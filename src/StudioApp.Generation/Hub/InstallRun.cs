using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Engine.Local;

namespace StudioApp.Engine.Hub;

/// <summary>One download from its start to its end, whatever that is.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without timer and links holds nothing; a late stop may still use it.")]
internal sealed partial class InstallRun
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly ModelDownload _download;
    private readonly FileStream _mine;
    private readonly LocalModels _models;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly DownloadMeter _meter;

    /// <param name="mine">The download folder's lock, given back when the run ends.</param>
    public InstallRun(ModelDownload download, FileStream mine, LocalModels models, TimeProvider time, Action<ModelInstall> onNews, ILogger log)
    {
        (_download, _mine, _models, _time, _log) = (download, mine, models, time, log);
        _meter = new DownloadMeter(time, () => onNews(Now));
    }

    public DownloadPlan Plan => _download.Plan;

    public ModelInstall Now => Plan.Describe(ModelInstallState.Downloading) with
    {
        Bytes = _meter.Bytes,
        Files = _meter.Files,
        BytesPerSecond = _meter.BytesPerSecond,
        WaitsUntil = _meter.WaitsUntil,
    };

    /// <summary>Asks it to end; what was downloaded stays.</summary>
    public Task StopAsync() => _stop.CancelAsync();

    public async Task<ModelInstall> RunAsync()
    {
        var (state, error) = await DownloadAsync().ConfigureAwait(false);
        await _mine.DisposeAsync().ConfigureAwait(false);
        if (state == ModelInstallState.Done)
            CleanUp();
        return Now with { State = state, Error = error, BytesPerSecond = null, WaitsUntil = null };
    }

    private async Task<(ModelInstallState State, StudioError? Error)> DownloadAsync()
    {
        var pulse = _time.CreateTimer(_ => _meter.Pulse(), null, TimeSpan.Zero, Pulse);
        await using var ending = pulse.ConfigureAwait(false);
        try
        {
            Log.Started(_log, Plan.Source.Repository, Plan.Source.Commit, Plan.Name);
            await _download.RunAsync(_meter, _stop.Token).ConfigureAwait(false);
            return (ModelInstallState.Done, null);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            Log.Stopped(_log, Plan.Name);
            return (ModelInstallState.Stopped, null);
        }
        catch (HubException e)
        {
            Log.Failed(_log, Plan.Name, e.Error.Code);
            return (ModelInstallState.Failed, e.Error);
        }
        catch (Exception e)
        {
            Log.Broke(_log, Plan.Name, e);
            return (ModelInstallState.Failed, HubErrors.AnswerUnexpected(_download.Host) with { Details = e.Message });
        }
    }

    private void CleanUp()
    {
        _models.Refresh();
        Log.Done(_log, Plan.Name);
        try
        {
            _download.Folder.Delete();
        }
        catch (Exception e) when (ModelsPlace.IsOfTheDisk(e))
        {
            Log.LeftOver(_log, Plan.Name, e); // the next look at the downloads tries again
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Downloading {Repository} at {Commit} as {Model}")]
        public static partial void Started(ILogger logger, string repository, string commit, string model);

        [LoggerMessage(2, LogLevel.Information, "Installed {Model}")]
        public static partial void Done(ILogger logger, string model);

        [LoggerMessage(3, LogLevel.Information, "The download of {Model} was stopped; what came is kept")]
        public static partial void Stopped(ILogger logger, string model);

        [LoggerMessage(4, LogLevel.Warning, "The download of {Model} failed: {Code}")]
        public static partial void Failed(ILogger logger, string model, string code);

        [LoggerMessage(5, LogLevel.Error, "The download of {Model} broke")]
        public static partial void Broke(ILogger logger, string model, Exception exception);

        [LoggerMessage(6, LogLevel.Warning, "What the download of {Model} left behind could not be deleted")]
        public static partial void LeftOver(ILogger logger, string model, Exception exception);
    }
}
