using StudioApp.Core.Clips;

namespace StudioApp.Web.Tests.Fakes;

/// <summary>Keeps what was published, and hands it on.</summary>
internal sealed class FakeClipFeed : IClipFeed
{
    private readonly List<Action<ClipNews>> _subscribers = [];

    public List<ClipNews> Published { get; } = [];

    public void Publish(ClipNews news)
    {
        Published.Add(news);
        _subscribers.ToList().ForEach(s => s(news));
    }

    public IDisposable Subscribe(Action<ClipNews> onNews)
    {
        _subscribers.Add(onNews);
        return new Subscription(() => _subscribers.Remove(onNews));
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
