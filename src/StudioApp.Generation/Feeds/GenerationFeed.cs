using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StudioApp.Core.Generations;

namespace StudioApp.Engine.Feeds;

/// <summary>The feed of this process: what the worker and the dispatcher tell, kept for those who ask and passed on to those who listen.</summary>
internal sealed class GenerationFeed(ILogger<GenerationFeed> log) : IGenerationFeed
{
    private static readonly GenerationNews Moved = new GenerationNews.QueueMoved();

    private readonly Subscribers<GenerationNews> _subscribers = new(log);
    private readonly ConcurrentDictionary<GenerationId, GenerationProgress> _progress = [];
    private readonly Lock _placing = new();
    private volatile QueuePlaces _places = new([]);

    public GenerationProgress? ProgressOf(GenerationId id) => _progress.GetValueOrDefault(id);

    public int? QueuePositionOf(GenerationId id) => _places.Of(id);

    public IDisposable Subscribe(Action<GenerationNews> onNews) => _subscribers.Add(onNews);

    public void Publish(GenerationNews.StateChanged news)
    {
        if (news.Generation.State != GenerationState.Running)
            _progress.TryRemove(news.Generation.Id, out _);
        if (news.Generation.State != GenerationState.Queued)
        {
            // what the dispatcher sets meanwhile must not be lost to the older line that is read here
            lock (_placing)
                _places = _places.Without(news.Generation.Id);
        }

        _subscribers.Tell(news);
    }

    public void Report(GenerationId id, GenerationProgress progress)
    {
        _progress[id] = progress;
        _subscribers.Tell(new GenerationNews.Progressed(id, progress));
    }

    /// <summary>The generations that wait, the next one first.</summary>
    public void SetOrder(IEnumerable<GenerationId> order)
    {
        var places = new QueuePlaces(order);
        lock (_placing)
        {
            if (places.Equals(_places))
                return;
            _places = places;
        }

        _subscribers.Tell(Moved);
    }
}
