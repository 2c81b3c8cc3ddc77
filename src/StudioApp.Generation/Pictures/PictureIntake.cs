using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudioApp.Core.Clips;
using StudioApp.Core.Media;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Pictures;
using StudioApp.Engine.Workers;
using StudioApp.Media;
using StudioApp.Media.Stills;

namespace StudioApp.Engine.Pictures;

/// <summary>Media makes the picture, the store keeps it; a few at a time, because each may take much memory.</summary>
internal sealed partial class PictureIntake(
    IPictureStore store,
    IPictureTools tools,
    IOptions<PictureOptions> options,
    ILogger<PictureIntake> log) : IPictureIntake, IDisposable
{
    private const int BlockSize = 81_920;

    private readonly SemaphoreSlim _turns = new(options.Value.AtOnce);

    private long MaxBytes => options.Value.MaxMegabytes * 1_000_000L;

    public Task<Outcome<Picture>> TakeAsync(Stream file, CancellationToken ct) => TakeAsync(async draft =>
    {
        if (!await CopyAsync(file, draft.SourcePath, ct).ConfigureAwait(false))
            return PictureErrors.FileTooLarge(options.Value.MaxMegabytes);

        return await KeepAsync(draft, job => tools.NormaliseAsync(job, ct), draft.SourcePath, ct).ConfigureAwait(false);
    });

    public Task<Outcome<Picture>> TakeFrameAsync(string video, ClipFacts facts, TimeSpan at, CancellationToken ct)
    {
        var moment = new VideoMoment(facts.Width, facts.Height, facts.FramesPerSecond, FrameAt(facts, at));
        return TakeAsync(draft => KeepAsync(draft, job => tools.ExtractAsync(job, moment, ct), video, ct));
    }

    public void Dispose() => _turns.Dispose();

    /// <summary>The frame that a player shows then; its clock may be a little short of the frame's own time.</summary>
    internal static int FrameAt(ClipFacts facts, TimeSpan at)
    {
        const double Short = 0.01;
        return (int)Math.Clamp(Math.Floor((at.TotalSeconds * facts.FramesPerSecond) + Short), 0, facts.FrameCount - 1);
    }

    internal static PictureId NameOf(MadePicture made)
    {
        var shown = string.Create(CultureInfo.InvariantCulture, $"{made.Width}x{made.Height} rgb24 {made.PixelHash}");
        return PictureId.Parse(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(shown))), null);
    }

    private async Task<Outcome<Picture>> TakeAsync(Func<PictureDraft, Task<Outcome<Picture>>> take)
    {
        var folder = "pictures";
        try
        {
            using var draft = store.OpenDraft();
            folder = draft.Folder;
            return await take(draft).ConfigureAwait(false);
        }
        catch (PictureRefusedException e)
        {
            Log.Refused(log, e.Fault, e.InnerException?.Message ?? e.Message);
            return Explain(e);
        }
        catch (DiskFullException e)
        {
            return PictureErrors.DiskFull(e.Folder);
        }
        catch (IOException e) when (Faults.IsDiskFull(e))
        {
            return PictureErrors.DiskFull(folder);
        }
        catch (MediaException e) when (Explain(e, folder) is { } expected)
        {
            Log.Failed(log, expected.Code, e);
            return expected;
        }
    }

    private async Task<Outcome<Picture>> KeepAsync(PictureDraft draft, Func<PictureJob, Task<MadePicture>> make, string source, CancellationToken ct)
    {
        var job = new PictureJob(
            source, draft.PicturePath, draft.ThumbnailPath, PictureLimits.MaxSide, PictureLimits.ThumbnailSide, options.Value.MaxMegapixels * 1_000_000L);
        await _turns.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            var made = await make(job).ConfigureAwait(false);
            var picture = new Picture(NameOf(made), made.Width, made.Height);
            store.Keep(draft, picture);
            Log.Kept(log, picture.Id, made.Width, made.Height);
            return picture;
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <returns>False when there is more than may come.</returns>
    private async Task<bool> CopyAsync(Stream file, string path, CancellationToken ct)
    {
        var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using (copy.ConfigureAwait(false))
        {
            var block = new byte[BlockSize];
            for (int read; (read = await file.ReadAsync(block, ct).ConfigureAwait(false)) > 0;)
            {
                if (copy.Length + read > MaxBytes)
                    return false;
                await copy.WriteAsync(block.AsMemory(0, read), ct).ConfigureAwait(false);
            }
        }

        return true;
    }

    private StudioError Explain(PictureRefusedException e) => e.Fault switch
    {
        PictureFault.Empty => PictureErrors.Empty(),
        PictureFault.NotAPicture => PictureErrors.NotAPicture(),
        PictureFault.Animated => PictureErrors.Animated(),
        PictureFault.TooManyPixels => PictureErrors.TooManyPixels(e.Width, e.Height, options.Value.MaxMegapixels),
        _ => PictureErrors.Damaged() with { Details = (e.InnerException as MediaException)?.FfmpegLog },
    };

    private static StudioError? Explain(MediaException e, string folder) => e.Fault switch
    {
        MediaFault.FfmpegMissing => PictureErrors.FfmpegMissing(),
        MediaFault.DiskFull => PictureErrors.DiskFull(folder),
        MediaFault.Hangs => PictureErrors.TookTooLong() with { Details = e.Message },
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Kept picture {Id}, {Width} x {Height}")]
        public static partial void Kept(ILogger logger, PictureId id, int width, int height);

        [LoggerMessage(2, LogLevel.Information, "A file was not taken as a picture: {Fault}. {Reason}")]
        public static partial void Refused(ILogger logger, PictureFault fault, string reason);

        [LoggerMessage(3, LogLevel.Warning, "A picture could not be taken: {Code}")]
        public static partial void Failed(ILogger logger, string code, Exception exception);
    }
}
