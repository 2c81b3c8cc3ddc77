using FFMpegCore;
using Microsoft.Extensions.Options;
using StudioApp.Media.Ffmpeg;

namespace StudioApp.Media.Stills;

internal sealed class PictureTools(FfmpegPrograms programs, IOptions<MediaOptions> options, TimeProvider time) : IPictureTools
{
    private const string HashMark = "SHA256=";

    private static readonly TimeSpan TimeToDie = TimeSpan.FromSeconds(5);

    public Task<MadePicture> NormaliseAsync(PictureJob job, CancellationToken ct)
    {
        var header = PictureHeader.Read(job.SourcePath);
        if (header.Pixels > job.MaxPixels)
            throw new PictureRefusedException(PictureFault.TooManyPixels, "The picture has too many pixels.") { Width = header.Width, Height = header.Height };
        if (header.Animated)
            throw new PictureRefusedException(PictureFault.Animated, "The picture has more than one frame.");

        var size = PictureSize.Fit(header.Width, header.Height, job.MaxSide);
        return MakeAsync(job, hash => PictureArguments.Normalise(job, header, hash), header.IsTurned ? size.Turned : size, ct);
    }

    public Task<MadePicture> ExtractAsync(PictureJob job, VideoMoment frame, CancellationToken ct) => MakeAsync(
        job,
        hash => PictureArguments.Extract(job, frame, hash),
        PictureSize.Fit(frame.Width, frame.Height, job.MaxSide),
        ct);

    private async Task<MadePicture> MakeAsync(PictureJob job, Func<string, FFMpegArgumentProcessor> build, PictureSize size, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        programs.ThrowIfFolderLacksThem();
        var hashPath = job.PicturePath + ".sha256";
        var made = false;
        try
        {
            await RunAsync(build(hashPath), job, ct).ConfigureAwait(false);
            var hash = await ReadHashAsync(hashPath, ct).ConfigureAwait(false);
            made = File.Exists(job.PicturePath) && File.Exists(job.ThumbnailPath);
            return made ? new MadePicture(size.Width, size.Height, hash) : throw PictureHeader.Damaged();
        }
        finally
        {
            File.Delete(hashPath);
            if (!made)
            {
                File.Delete(job.PicturePath);
                File.Delete(job.ThumbnailPath);
            }
        }
    }

    private async Task RunAsync(FFMpegArgumentProcessor ffmpeg, PictureJob job, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(options.Value.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        ffmpeg.CancellableThrough(out var kill, TimeSpan.Zero);
        await using var stopping = either.Token.Register(() => FfmpegRun.Stop(kill));

        // on the pool: FFMpegCore's first run asks ffmpeg for its version and waits for the answer
        var run = Task.Run(() => ffmpeg.ProcessAsynchronously(throwOnError: false, programs.Options), CancellationToken.None);
        await ((Task)run).WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!run.IsCompleted)
            await ((Task)run).WaitAsync(TimeToDie, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
        if (patience.IsCancellationRequested)
            throw FfmpegFaults.Hangs("ffmpeg", options.Value.Patience);
        try
        {
            var result = await run.ConfigureAwait(false);
            if (FfmpegFaults.SaysDiskFull(result.StandardError))
                throw FfmpegFaults.DiskFull(Path.GetDirectoryName(job.PicturePath) ?? "", result.StandardError);
            if (!result.Success)
                throw PictureHeader.Damaged(FfmpegFaults.Stopped(result.ExitCode, result.StandardError));
        }
        catch (Exception e) when (FfmpegFaults.IsMissing(e))
        {
            throw FfmpegFaults.Missing(programs.Ffmpeg, e);
        }
    }

    private static async Task<string> ReadHashAsync(string path, CancellationToken ct)
    {
        var text = File.Exists(path) ? (await File.ReadAllTextAsync(path, ct).ConfigureAwait(false)).Trim() : "";
        return text.StartsWith(HashMark, StringComparison.Ordinal) ? text[HashMark.Length..].ToLowerInvariant() : throw PictureHeader.Damaged();
    }
}
