using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StudioApp.Core.Generations;
using StudioApp.Core.Previews;
using StudioApp.Diffusion.Imaging;

namespace StudioApp.Engine.Previews;

/// <summary>
/// Takes frames from the pipeline and publishes them as bursts from a task of its own. When the encoder is behind, the newest
/// frames replace the oldest of the few that wait. After <see cref="DisposeAsync"/> nothing is published any more.
/// </summary>
internal sealed partial class PreviewStream : IAsyncDisposable
{
    /// <summary>The encoder may miss a moment on a busy machine without a step going unseen, and is still never far behind.</summary>
    private const int MostWaiting = 3;

    private readonly GenerationId _generation;
    private readonly IPreviewSink _sink;
    private readonly JpegPreviewEncoder _encoder;
    private readonly PreviewBudget _budget;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Channel<Shot> _waiting;
    private readonly Task _publishing;

    public PreviewStream(
        GenerationId generation, IPreviewSink sink, JpegPreviewEncoder encoder, PreviewBudget budget, TimeProvider time, ILogger log)
    {
        _generation = generation;
        _sink = sink;
        _encoder = encoder;
        _budget = budget;
        _time = time;
        _log = log;
        _waiting = Channel.CreateBounded<Shot>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            dropped => dropped.Dispose());
        _publishing = Task.Run(PublishAsync);
    }

    /// <summary>Hands over frames, which this disposes, and returns at once.</summary>
    /// <param name="encoded">Told what encoding them has cost, from any thread; not when they were replaced before that.</param>
    public void Show(int step, int totalSteps, double framesPerSecond, IReadOnlyList<RgbFrame> frames, Action<TimeSpan>? encoded = null)
    {
        var shot = new Shot(step, totalSteps, framesPerSecond, frames, encoded);
        if (!_waiting.Writer.TryWrite(shot))
            shot.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _publishing.ConfigureAwait(false);
    }

    private async Task PublishAsync()
    {
        var sequence = 0L;
        try
        {
            await foreach (var shot in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                using (shot)
                {
                    var since = _time.GetTimestamp();
                    var frames = _encoder.Encode(shot.Frames);

                    // thinned out frames are as many seconds as before, so they play the slower
                    var rate = shot.FramesPerSecond * frames.Count / shot.Frames.Count;
                    var cost = _budget.Encoded(_time.GetElapsedTime(since));
                    shot.Encoded?.Invoke(cost);
                    _sink.Publish(new PreviewBurst(_generation, ++sequence, shot.Step, shot.TotalSteps, rate, frames));
                }
            }
        }
        catch (Exception e)
        {
            // without previews the clip is just as good
            Log.Stopped(_log, _generation, e);
            _waiting.Writer.TryComplete();
            while (_waiting.Reader.TryRead(out var shot))
                shot.Dispose();
        }
    }

    private sealed record Shot(int Step, int TotalSteps, double FramesPerSecond, IReadOnlyList<RgbFrame> Frames, Action<TimeSpan>? Encoded) : IDisposable
    {
        public void Dispose()
        {
            foreach (var frame in Frames)
                frame.Dispose();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Previews of generation {Id} have stopped; the generation goes on")]
        public static partial void Stopped(ILogger logger, GenerationId id, Exception exception);
    }
}
