namespace StudioApp.Core.Generations;

/// <summary>What is known right now, for pages and the API: progress of what runs, places of what waits, and news of both.</summary>
public interface IGenerationFeed
{
    /// <summary>Progress of a running generation; null when it does not run or has not reported yet.</summary>
    GenerationProgress? ProgressOf(GenerationId id);

    /// <summary>1 for the one that goes next; null when it does not wait.</summary>
    int? QueuePositionOf(GenerationId id);

    /// <summary>
    /// Calls <paramref name="onNews"/> from any thread on every change; it must return at once and not throw.
    /// Dispose the result to stop.
    /// </summary>
    IDisposable Subscribe(Action<GenerationNews> onNews);
}
