namespace StudioApp.Core.Clips;

/// <summary>News of clips between tabs: a heart given in one shows in the other.</summary>
public interface IClipFeed
{
    void Publish(ClipNews news);

    /// <summary>Calls <paramref name="onNews"/> from any thread; it must return at once and not throw. Dispose the result to stop.</summary>
    IDisposable Subscribe(Action<ClipNews> onNews);
}

/// <summary>A clip was added, changed, moved to the trash or taken back.</summary>
public sealed record ClipNews(Clip Clip);
