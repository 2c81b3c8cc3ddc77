using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Models;

/// <summary>Brings models from the hub into the models folder, whole or not at all.</summary>
public interface IModelInstaller
{
    /// <summary>What is under way, and what stopped and can go on, by name. Reads the disk the first time.</summary>
    Task<IReadOnlyList<ModelInstall>> ListAsync(CancellationToken ct);

    /// <summary>Downloads in the background. Of a download of the same files that stopped before, it takes what is there.</summary>
    /// <param name="name">The folder that it becomes.</param>
    /// <param name="token">Goes before the one in the settings; kept in memory only, until the download ends.</param>
    Task<Outcome<ModelInstall>> StartAsync(HubModel model, string name, AccessToken? token, CancellationToken ct);

    /// <summary>Goes on with one that stopped or failed.</summary>
    Task<Outcome<ModelInstall>> ResumeAsync(string name, AccessToken? token, CancellationToken ct);

    /// <summary>Stops it and keeps what was downloaded; nothing when it does not run.</summary>
    Task StopAsync(string name, CancellationToken ct);

    /// <summary>Stops it and deletes what was downloaded.</summary>
    Task<Outcome<ModelInstall>> DiscardAsync(string name, CancellationToken ct);

    /// <summary>Waits until it is no longer downloading; null when there is no such download.</summary>
    Task<ModelInstall?> WaitAsync(string name, CancellationToken ct);

    /// <param name="onNews">Called on any thread: a few times a second while it downloads, and at every change of state.</param>
    /// <returns>Ends it.</returns>
    IDisposable Subscribe(Action<ModelInstall> onNews);
}
