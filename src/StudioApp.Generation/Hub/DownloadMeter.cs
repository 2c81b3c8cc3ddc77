namespace StudioApp.Engine.Hub;

/// <summary>Counts what came, from several files at once, and tells how fast over the last seconds.</summary>
internal sealed class DownloadMeter(TimeProvider time, Action onNews)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Queue<(long At, long Fetched)> _samples = [];
    private long _bytes;
    private long _fetched;
    private int _files;
    private DateTimeOffset? _waitsUntil;

    public int Files => Read(() => _files);

    /// <summary>Of the plan's bytes, those that are on disk.</summary>
    public long Bytes => Read(() => _bytes);

    public DateTimeOffset? WaitsUntil => Read(() => _waitsUntil);

    /// <summary>Null in the first half second.</summary>
    public double? BytesPerSecond => Read<double?>(() =>
        _samples.TryPeek(out var first) && time.GetElapsedTime(first.At) is { TotalSeconds: > 0.5 } span ? (_fetched - first.Fetched) / span.TotalSeconds : null);

    /// <summary>Bytes that were there before, or that turned out to be none of the file's.</summary>
    public void Correct(long bytes)
    {
        lock (_lock)
            _bytes += bytes;
    }

    public void Fetched(int bytes)
    {
        lock (_lock)
        {
            _bytes += bytes;
            _fetched += bytes;
            _waitsUntil = null;
        }
    }

    public void FileDone()
    {
        lock (_lock)
            _files++;
        onNews();
    }

    public void Waits(TimeSpan wait)
    {
        lock (_lock)
            _waitsUntil = time.GetUtcNow() + wait;
        onNews();
    }

    /// <summary>A few times a second, whether something came or not: what stalls slows down before a person's eyes.</summary>
    public void Pulse()
    {
        lock (_lock)
        {
            while (_samples.TryPeek(out var first) && time.GetElapsedTime(first.At) > Window)
                _samples.Dequeue();
            _samples.Enqueue((time.GetTimestamp(), _fetched));
        }

        onNews();
    }

    private T Read<T>(Func<T> value)
    {
        lock (_lock)
            return value();
    }
}
