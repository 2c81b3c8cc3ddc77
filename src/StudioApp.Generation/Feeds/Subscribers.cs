using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace StudioApp.Engine.Feeds;

/// <summary>Those who want to hear of something, called in turn on the thread that tells.</summary>
internal sealed partial class Subscribers<TNews>(ILogger log)
{
    private ImmutableArray<Action<TNews>> _handlers = [];

    public IDisposable Add(Action<TNews> handler)
    {
        // a handler of its own for each subscription, so that the same method subscribed twice leaves one at a time
        Action<TNews> own = news => handler(news);
        ImmutableInterlocked.Update(ref _handlers, static (all, one) => all.Add(one), own);
        return new Subscription(() => ImmutableInterlocked.Update(ref _handlers, static (all, one) => all.Remove(one), own));
    }

    public void Tell(TNews news)
    {
        foreach (var handler in _handlers)
        {
            try
            {
                handler(news);
            }
            catch (Exception e)
            {
                // a page that breaks must not take the worker or the other pages along
                Log.Threw(log, typeof(TNews).Name, e);
            }
        }
    }

    private sealed class Subscription(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A subscriber of {News} threw; it must not")]
        public static partial void Threw(ILogger logger, string news, Exception exception);
    }
}
