namespace StudioApp.Engine.Previews;

/// <summary>
/// Keeps previews within their share of a generation's time, spread over the whole of it. What a preview costs is the time
/// that it holds up the pipeline, and the part of the machine that encoding takes beside it.
/// </summary>
internal sealed class PreviewBudget(double share, int processors)
{
    /// <summary>Denoising is short, but it is what people wait for with suspense: it gets more than its part.</summary>
    private const double DenoisingPart = 0.85;

    /// <summary>What a generation is taken to last until more is known: less than any real one.</summary>
    private static readonly TimeSpan LeastExpected = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private TimeSpan _holding;
    private TimeSpan _encoding;

    /// <summary>Whether there are to be previews at all.</summary>
    public bool IsOpen => share > 0;

    /// <summary>What previews have cost the generation so far.</summary>
    public TimeSpan Spent
    {
        get
        {
            lock (_lock)
                return _holding + _encoding / processors;
        }
    }

    /// <summary>What may be spent now, so that previews neither run out before the end nor get ahead of the generation; negative when they have.</summary>
    /// <param name="expected">What the whole generation will take at least, as far as it is known.</param>
    /// <param name="denoised">The part of the steps that is done, 0 to 1.</param>
    /// <param name="rendered">The part of the frames that is done, 0 to 1.</param>
    public TimeSpan LeftAt(TimeSpan expected, double denoised, double rendered)
    {
        var total = (expected > LeastExpected ? expected : LeastExpected) * share;
        return total * (DenoisingPart * denoised + (1 - DenoisingPart) * rendered) - Spent;
    }

    /// <summary>Whether one more may be shown although the share is spent: up to twice the share of the time gone by, and not beyond.</summary>
    public bool Bears(TimeSpan elapsed) => Spent < elapsed * (2 * share);

    /// <summary>A burst has held up the pipeline for so long.</summary>
    public void Held(TimeSpan time)
    {
        lock (_lock)
            _holding += time;
    }

    /// <summary>Encoding a burst has taken so long beside the pipeline.</summary>
    /// <returns>As much of it as counts.</returns>
    public TimeSpan Encoded(TimeSpan time)
    {
        lock (_lock)
            _encoding += time;
        return time / processors;
    }
}
