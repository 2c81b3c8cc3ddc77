using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Engine.Local;

namespace StudioApp.Engine.Hub;

/// <summary>The downloads of this studio. Those that another run of it left behind are found when somebody first asks.</summary>
internal sealed partial class ModelInstaller(
    HubClient client, ModelsPlace place, LocalModels models, IOptions<HubOptions> options, TimeProvider time, ILogger<ModelInstaller> log) : IModelInstaller, IAsyncDisposable
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, RunningInstall> _running = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ModelInstall> _ended = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<object, Action<ModelInstall>> _listeners = [];
    private bool _disposed;

    public Task<IReadOnlyList<ModelInstall>> ListAsync(CancellationToken ct) => Task.Run<IReadOnlyList<ModelInstall>>(List, ct);

    public Task<Outcome<ModelInstall>> StartAsync(HubModel model, string name, AccessToken? token, CancellationToken ct)
    {
        var source = new ModelSource(model.Address.Repository, model.Address.Revision, model.Commit);
        return !HubPath.IsName(name) ? Refuse(HubErrors.NameInvalid(name))
            : model.Files.FirstOrDefault(f => !HubPath.IsSafe(f.Path)) is { } unsafeFile ? Refuse(HubErrors.PathUnsafe(unsafeFile.Path))
            : Task.Run(() => BeginAsync(new DownloadPlan(name, source, model.Files), token, ct), ct);
    }

    public Task<Outcome<ModelInstall>> ResumeAsync(string name, AccessToken? token, CancellationToken ct) =>
        HubPath.IsName(name) && FolderOf(name).ReadPlan() is { } plan && plan.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            ? Task.Run(() => BeginAsync(plan, token, ct), ct)
            : Refuse(HubErrors.DownloadUnknown(name));

    public async Task StopAsync(string name, CancellationToken ct)
    {
        if (Running(name) is { } running)
            await running.StopAsync().WaitAsync(ct).ConfigureAwait(false);
    }

    public async Task<Outcome<ModelInstall>> DiscardAsync(string name, CancellationToken ct)
    {
        await StopAsync(name, ct).ConfigureAwait(false);
        if (!HubPath.IsName(name) || FolderOf(name) is not { Exists: true } folder || folder.ReadPlan() is not { } plan)
            return HubErrors.DownloadUnknown(name);

        try
        {
            using (var mine = folder.TryLock())
            {
                if (mine is null)
                    return HubErrors.DownloadRuns(name);
            }

            folder.Delete();
        }
        catch (Exception e) when (ModelsPlace.IsOfTheDisk(e))
        {
            return ModelsPlace.ErrorOf(e);
        }

        lock (_lock)
            _ended.Remove(name);
        var gone = Describe(plan, ModelInstallState.Discarded);
        Tell(gone);
        return gone;
    }

    public async Task<ModelInstall?> WaitAsync(string name, CancellationToken ct) =>
        Running(name) is { } running ? await running.Ended.WaitAsync(ct).ConfigureAwait(false)
            : Ended(name) is { } ended ? ended
            : (await ListAsync(ct).ConfigureAwait(false)).FirstOrDefault(i => i.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public IDisposable Subscribe(Action<ModelInstall> onNews)
    {
        var subscription = new Subscription(_listeners);
        _listeners[subscription] = onNews;
        return subscription;
    }

    public async ValueTask DisposeAsync()
    {
        RunningInstall[] running;
        lock (_lock)
        {
            _disposed = true;
            running = [.. _running.Values];
        }

        await Task.WhenAll(running.Select(r => r.StopAsync())).ConfigureAwait(false);
    }

    private static Task<Outcome<ModelInstall>> Refuse(StudioError error) => Task.FromResult<Outcome<ModelInstall>>(error);

    private async Task<Outcome<ModelInstall>> BeginAsync(DownloadPlan plan, AccessToken? token, CancellationToken ct)
    {
        if (Running(plan.Name) is not null)
            return HubErrors.DownloadRuns(plan.Name);
        if (place.Find(plan.Name) is not null)
            return HubErrors.NameTaken(plan.Name);

        var folder = FolderOf(plan.Name);
        FileStream? mine = null;
        try
        {
            if (folder.ReadPlan() is { } before && !before.IsOf(plan.Source))
                return HubErrors.DownloadDiffers(plan.Name);
            if (plan.Bytes - folder.Measure(plan).Bytes is var needed && place.FreeBytes() is var free && needed > free)
                return HubErrors.DiskTooSmall(Size(needed), Size(free));

            mine = folder.TryLock();
            if (mine is null)
                return HubErrors.DownloadRuns(plan.Name);
            await folder.WritePlanAsync(plan, ct).ConfigureAwait(false);

            var running = new RunningInstall(plan, time, Tell);
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (!_running.TryAdd(plan.Name, running))
                    return HubErrors.DownloadRuns(plan.Name);
                _ended.Remove(plan.Name);
                var download = new ModelDownload(client, place, folder, plan, token, options.Value, time, running.Meter);
                running.Start(RunAsync(running, download, folder, mine));
                mine = null; // the run's from here on
            }

            return running.Now;
        }
        catch (Exception e) when (ModelsPlace.IsOfTheDisk(e))
        {
            return ModelsPlace.ErrorOf(e);
        }
        finally
        {
            if (mine is not null)
                await mine.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<ModelInstall> RunAsync(RunningInstall running, ModelDownload download, DownloadFolder folder, FileStream mine)
    {
        await Task.Yield();
        var error = default(StudioError);
        var done = false;
        var pulse = time.CreateTimer(_ => running.Meter.Pulse(), null, TimeSpan.Zero, Pulse);
        try
        {
            Log.Started(log, running.Plan.Source.Repository, running.Plan.Source.Commit, running.Plan.Name);
            await download.RunAsync(running.Stopping).ConfigureAwait(false);
            done = true;
        }
        catch (OperationCanceledException) when (running.Stopping.IsCancellationRequested)
        {
            Log.Stopped(log, running.Plan.Name);
        }
        catch (HubException e)
        {
            error = e.Error;
            Log.Failed(log, running.Plan.Name, e.Error.Code);
        }
        catch (Exception e)
        {
            error = HubErrors.AnswerUnexpected(client.Host) with { Details = e.Message };
            Log.Broke(log, running.Plan.Name, e);
        }

        await pulse.DisposeAsync().ConfigureAwait(false);
        await mine.DisposeAsync().ConfigureAwait(false);
        if (done)
            CleanUp(folder, running.Plan.Name);

        var end = running.Now with { State = done ? ModelInstallState.Done : error is null ? ModelInstallState.Stopped : ModelInstallState.Failed, Error = error, BytesPerSecond = null, WaitsUntil = null };
        lock (_lock)
        {
            _running.Remove(running.Plan.Name);
            _ended[running.Plan.Name] = end;
        }

        Tell(end);
        return end;
    }

    private void CleanUp(DownloadFolder folder, string name)
    {
        models.Refresh();
        Log.Done(log, name);
        try
        {
            folder.Delete();
        }
        catch (Exception e) when (ModelsPlace.IsOfTheDisk(e))
        {
            Log.LeftOver(log, name, e); // the next look at the downloads tries again
        }
    }

    private List<ModelInstall> List()
    {
        Dictionary<string, ModelInstall> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (var path in Directory.Exists(place.Downloads) ? Directory.EnumerateDirectories(place.Downloads) : [])
        {
            var folder = new DownloadFolder(path);
            if (folder.ReadPlan() is not { } plan || !plan.Name.Equals(Path.GetFileName(path), StringComparison.Ordinal))
                continue;
            if (place.Find(plan.Name) is { } installed && SourceFile.Read(installed) is { } source && plan.IsOf(source) && !Directory.Exists(folder.Files))
            {
                // the studio went down just after it was put in place
                if (Running(plan.Name) is null)
                    folder.Delete();
                continue;
            }

            var (bytes, whole) = folder.Measure(plan);
            var failure = Ended(plan.Name)?.Error;
            found[plan.Name] = Describe(plan, failure is null ? ModelInstallState.Stopped : ModelInstallState.Failed) with { Bytes = bytes, Files = whole, Error = failure };
        }

        lock (_lock)
        {
            foreach (var running in _running.Values)
                found[running.Plan.Name] = running.Now;
        }

        return [.. found.Values.OrderBy(i => i.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static ModelInstall Describe(DownloadPlan plan, ModelInstallState state) => new()
    {
        Name = plan.Name,
        Source = plan.Source,
        State = state,
        TotalBytes = plan.Bytes,
        TotalFiles = plan.Files.Count,
    };

    private DownloadFolder FolderOf(string name) => new(Path.Combine(place.Downloads, name));

    private RunningInstall? Running(string name)
    {
        lock (_lock)
            return _running.GetValueOrDefault(name);
    }

    private ModelInstall? Ended(string name)
    {
        lock (_lock)
            return _ended.GetValueOrDefault(name);
    }

    private void Tell(ModelInstall news)
    {
        foreach (var listener in _listeners.Values)
            listener(news);
    }

    private static string Size(long bytes) => bytes < 1_000_000_000
        ? FormattableString.Invariant($"{bytes / 1e6:0.0} MB")
        : FormattableString.Invariant($"{bytes / 1e9:0.0} GB");

    private sealed class Subscription(ConcurrentDictionary<object, Action<ModelInstall>> listeners) : IDisposable
    {
        public void Dispose() => listeners.TryRemove(this, out _);
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
