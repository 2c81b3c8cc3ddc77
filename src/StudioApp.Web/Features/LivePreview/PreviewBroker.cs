using StudioApp.Core.Generations;
using StudioApp.Core.Previews;

namespace StudioApp.Web.Features.LivePreview;

/// <summary>
/// Hands the worker's bursts to whoever watches. The newest burst of each running generation is kept, so that a page that
/// was just opened has a picture at once; it goes when the generation ends.
/// </summary>
/// <remarks>Singleton: one per server. A worker publishes nothing after it has reported a generation's end.</remarks>
internal sealed class PreviewBroker : IPreviewSink, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<GenerationId, Topic> _topics = [];
    private readonly IDisposable _news;

    public PreviewBroker(IGenerationFeed feed) => _news = feed.Subscribe(OnNews);

    public void Publish(PreviewBurst burst)
    {
        lock (_lock)
        {
            var topic = TopicOf(burst.Generation);
            topic.Newest = burst;
            foreach (var viewer in topic.Viewers)
                viewer.Offer(burst);
        }
    }

    /// <summary>Starts watching; the newest burst, if there is one, is waiting already. Dispose the viewer to stop.</summary>
    public PreviewViewer Watch(GenerationId generation)
    {
        // registered under the same lock as the newest burst is read: none is missed and none is shown twice
        lock (_lock)
        {
            var viewer = new PreviewViewer(v => Leave(generation, v));
            var topic = TopicOf(generation);
            topic.Viewers.Add(viewer);
            if (topic.Newest is { } newest)
                viewer.Offer(newest);
            return viewer;
        }
    }

    public void Dispose() => _news.Dispose();

    private Topic TopicOf(GenerationId id)
    {
        if (!_topics.TryGetValue(id, out var topic))
            _topics[id] = topic = new Topic();
        return topic;
    }

    private void Leave(GenerationId id, PreviewViewer viewer)
    {
        lock (_lock)
        {
            if (_topics.TryGetValue(id, out var topic) && topic.Viewers.Remove(viewer) && topic is { Viewers.Count: 0, Newest: null })
                _topics.Remove(id);
        }
    }

    private void OnNews(GenerationNews news)
    {
        if (news is not GenerationNews.StateChanged { Generation: var generation } || generation.State == GenerationState.Running)
            return;

        lock (_lock)
        {
            if (!_topics.TryGetValue(generation.Id, out var topic))
                return;

            // one that was queued again keeps its viewers: its next attempt goes on showing to them
            topic.Newest = null;
            if (generation.State.IsFinished)
            {
                _topics.Remove(generation.Id);
                topic.Viewers.ForEach(v => v.Complete());
            }
        }
    }

    private sealed class Topic
    {
        public List<PreviewViewer> Viewers { get; } = [];

        public PreviewBurst? Newest { get; set; }
    }
}
