using Microsoft.Extensions.Logging;
using StudioApp.Core.Models;
using StudioApp.Engine.Feeds;

namespace StudioApp.Engine.Hub;

/// <summary>The downloads of this process: which run, how the others ended, and who wants to hear of them.</summary>
internal sealed class InstallLedger(ILogger<InstallLedger> log)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _running = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ModelInstall> _ended = new(StringComparer.OrdinalIgnoreCase);
    private readonly Subscribers<ModelInstall> _subscribers = new(log);
    private bool _closed;

    /// <summary>Those that run, as they are now.</summary>
    public IReadOnlyList<ModelInstall> Running
    {
        get
        {
            lock (_lock)
                return [.. _running.Values.Select(entry => entry.Run.Now)];
        }
    }

    public bool IsRunning(string name) => Find(name) is not null;

    /// <summary>The end of one that runs; null when none of this name does.</summary>
    public Task<ModelInstall>? EndOf(string name) => Find(name)?.Ended;

    /// <summary>How one ended that no longer runs; null when it never did.</summary>
    public ModelInstall? Ended(string name)
    {
        lock (_lock)
            return _ended.GetValueOrDefault(name);
    }

    public IDisposable Subscribe(Action<ModelInstall> onNews) => _subscribers.Add(onNews);

    public void Tell(ModelInstall news) => _subscribers.Tell(news);

    /// <returns>False when one of that name runs.</returns>
    /// <exception cref="ObjectDisposedException">It was closed.</exception>
    public bool TryStart(InstallRun run)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_running.ContainsKey(run.Plan.Name))
                return false;
            _ended.Remove(run.Plan.Name);
            _running.Add(run.Plan.Name, new Entry(run, FollowAsync(run)));
            return true;
        }
    }

    public void Forget(string name)
    {
        lock (_lock)
            _ended.Remove(name);
    }

    /// <summary>Stops one and waits for its end; nothing when it does not run.</summary>
    public Task StopAsync(string name) => Find(name)?.StopAsync() ?? Task.CompletedTask;

    /// <summary>Stops all of them; none starts any more.</summary>
    public Task CloseAsync()
    {
        Entry[] running;
        lock (_lock)
        {
            _closed = true;
            running = [.. _running.Values];
        }

        return Task.WhenAll(running.Select(entry => entry.StopAsync()));
    }

    private async Task<ModelInstall> FollowAsync(InstallRun run)
    {
        await Task.Yield(); // out of the lock
        var end = await run.RunAsync().ConfigureAwait(false);
        lock (_lock)
        {
            _running.Remove(end.Name);
            _ended[end.Name] = end;
        }

        Tell(end);
        return end;
    }

    private Entry? Find(string name)
    {
        lock (_lock)
            return _running.GetValueOrDefault(name);
    }

    private sealed record Entry(InstallRun Run, Task<ModelInstall> Ended)
    {
        public async Task StopAsync()
        {
            await Run.StopAsync().ConfigureAwait(false);
            await Ended.ConfigureAwait(false);
        }
    }
}
