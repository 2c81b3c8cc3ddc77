using FFMpegCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudioApp.Media.Ffmpeg;
using StudioApp.Media.Probing;

namespace StudioApp.Media.Clips;

/// <summary>
/// Runs one ffmpeg per clip. It and the ffprobe that checks the result start before the first frame is there, so that
/// loading them costs no time at the end.
/// </summary>
internal sealed partial class ClipWriter(FfmpegPrograms programs, IOptions<MediaOptions> options, TimeProvider time, ILogger<ClipWriter> logger) : IClipWriter
{
    /// <summary>ffmpeg's exit code when a signal made it end in an orderly way.</summary>
    private const int Interrupted = 255;

    private static readonly TimeSpan TimeToHearOfIt = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TimeToDie = TimeSpan.FromSeconds(5);

    public async Task<WrittenClip> WriteAsync(ClipJob job, IAsyncEnumerable<ReadOnlyMemory<byte>> frames, CancellationToken ct)
    {
        ThrowIfImpossible(job);
        ct.ThrowIfCancellationRequested();
        programs.ThrowIfFolderLacksThem();
        using var parts = ClipParts.Beside(job);
        try
        {
            parts.WriteTags();
            await using var check = FfprobeProcess.StartWaiting(programs.Ffprobe);
            using var watch = new StallWatch(options.Value.Patience, time);
            await using var source = new RawFrameSource(job, frames, watch, ct);
            await EncodeAsync(job, parts, source, watch, ct).ConfigureAwait(false);
            var written = await CheckAsync(job, parts, check, ct).ConfigureAwait(false);
            parts.MoveIntoPlace();
            Log.Written(logger, job.FrameCount, job.Width, job.Height, written.Bytes, source.SinceLastFrame.TotalMilliseconds);
            return written;
        }
        catch (IOException e) when (FfmpegFaults.IsDiskFull(e))
        {
            throw FfmpegFaults.DiskFull(parts.Folder, [], e);
        }
    }

    private async Task EncodeAsync(ClipJob job, ClipParts parts, RawFrameSource source, StallWatch watch, CancellationToken ct)
    {
        // killed without grace: what a stopped ffmpeg would still save is thrown away
        var ffmpeg = ClipArguments.Build(job, parts, options.Value, source).CancellableThrough(out var kill, TimeSpan.Zero);
        source.Abort = () => FfmpegRun.Stop(kill);
        await using var stopping = ct.Register(source.Abort);

        // on the pool: FFMpegCore's first run asks ffmpeg for its version and waits for the answer
        var run = Task.Run(() => ffmpeg.ProcessAsynchronously(throwOnError: false, programs.Options), CancellationToken.None);
        source.Begin();
        var result = await EndOfAsync(run, source, watch, ct).ConfigureAwait(false);
        if (FfmpegFaults.SaysDiskFull(result.StandardError))
            throw FfmpegFaults.DiskFull(parts.Folder, result.StandardError);
        // Ctrl+C in a terminal reaches ffmpeg as soon as it reaches us, and may end it before our own cancellation has come around
        if (result.ExitCode == Interrupted)
            await Task.Delay(TimeToHearOfIt, ct).ConfigureAwait(false);
        if (!result.Success)
            throw FfmpegFaults.Stopped(result.ExitCode, result.StandardError);

        await source.EndAsync(ct).ConfigureAwait(false);
        source.Failure?.Throw();
    }

    /// <summary>Waits for ffmpeg, but no longer than it may hang. Whoever stopped it first is to blame: the caller's cancellation, then the frames' producer, then ffmpeg.</summary>
    private async Task<FFMpegResult> EndOfAsync(Task<FFMpegResult> run, RawFrameSource source, StallWatch watch, CancellationToken ct)
    {
        await ((Task)Task.WhenAny(run, watch.Stalled)).WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var hangs = !run.IsCompleted && watch.Stalled.IsCompleted;
        if (!run.IsCompleted)
        {
            // a process that it has started itself may outlive it and keep its pipes open
            source.Abort();
            await ((Task)run).WaitAsync(TimeToDie, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        watch.Rest();
        ct.ThrowIfCancellationRequested();
        source.Failure?.Throw();
        if (hangs)
            throw FfmpegFaults.Hangs("ffmpeg", watch.Patience);
        try
        {
            return await run.ConfigureAwait(false);
        }
        catch (Exception e) when (FfmpegFaults.IsMissing(e))
        {
            throw FfmpegFaults.Missing(programs.Ffmpeg, e);
        }
        catch (IOException e) when (!FfmpegFaults.IsDiskFull(e))
        {
            await Task.Delay(TimeToHearOfIt, ct).ConfigureAwait(false); // after Ctrl+C the broken pipe may be the first that we see of it
            throw FfmpegFaults.NotAsAsked("ffmpeg stopped taking frames.", inner: e);
        }
    }

    private async Task<WrittenClip> CheckAsync(ClipJob job, ClipParts parts, FfprobeProcess check, CancellationToken ct)
    {
        ClipCheck.ThrowIfIncomplete(parts.Poster, "poster");
        ClipCheck.ThrowIfIncomplete(parts.Sprite, "hover sheet");

        // at the same time: each waits for something else, ffprobe for the CPU, the flush for the disk
        var flush = Task.Run(parts.FlushToDisk, CancellationToken.None);
        var probe = FeedAsync(check, parts.Video, ct);
        await Task.WhenAll(probe, flush).ConfigureAwait(false);
        var found = await probe.ConfigureAwait(false);
        ClipCheck.ThrowIfDifferent(job, found);
        ct.ThrowIfCancellationRequested();

        var sprite = SpriteLayout.For(job);
        return new WrittenClip(
            found.Width, found.Height, found.FramesPerSecond, found.FrameCount, found.Duration, found.Bytes,
            sprite.Columns, sprite.Rows, sprite.TileWidth, sprite.TileHeight);
    }

    private async Task<ProbedClip> FeedAsync(FfprobeProcess check, string video, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(options.Value.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            return await check.FeedAsync(video, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw FfmpegFaults.Hangs("ffprobe", options.Value.Patience);
        }
        catch (MediaException e) when (e.Fault == MediaFault.Unreadable)
        {
            throw FfmpegFaults.NotAsAsked("ffprobe cannot read it.", [e.FfmpegLog], e);
        }
    }

    private static void ThrowIfImpossible(ClipJob job)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(job.Width, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(job.Height, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(job.FrameCount, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(double.IsFinite(job.FramesPerSecond) && job.FramesPerSecond > 0, true, nameof(job.FramesPerSecond));
        if (job.Width % 2 != 0 || job.Height % 2 != 0)
            throw new ArgumentException($"{job.Width} x {job.Height} cannot be encoded: yuv420p needs an even width and height.", nameof(job));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Wrote {Frames} frames of {Width} x {Height} ({Bytes} bytes), complete {Tail:0} ms after the last frame")]
        public static partial void Written(ILogger logger, int frames, int width, int height, long bytes, double tail);
    }
}
