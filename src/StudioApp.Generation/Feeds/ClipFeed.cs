using Microsoft.Extensions.Logging;
using StudioApp.Core.Clips;

namespace StudioApp.Engine.Feeds;

internal sealed class ClipFeed(ILogger<ClipFeed> log) : IClipFeed
{
    private readonly Subscribers<ClipNews> _subscribers = new(log);

    public void Publish(ClipNews news) => _subscribers.Tell(news);

    public IDisposable Subscribe(Action<ClipNews> onNews) => _subscribers.Add(onNews);
}
