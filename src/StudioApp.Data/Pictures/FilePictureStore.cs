using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudioApp.Core.Media;
using StudioApp.Core.Pictures;

namespace StudioApp.Data.Pictures;

/// <summary>
/// Pictures as files under <c>pictures/&lt;first two digits&gt;/</c> in the data folder, named by what they show. They come out of a folder of
/// their own on the same disk in one move each, so that nobody ever sees a half one. A picture's file time says when it last came in.
/// </summary>
internal sealed partial class FilePictureStore(IOptions<StorageOptions> options, TimeProvider time, ILogger<FilePictureStore> log) : IPictureStore
{
    private const string Drafts = ".drafts";
    private const string Picture = ".png";
    private const string Thumbnail = ".jpg";

    // what comes in takes seconds; what is older was left by a process that was killed
    private static readonly TimeSpan DraftLife = TimeSpan.FromHours(6);

    private readonly string _root = Path.Combine(options.Value.AbsoluteFolder, "pictures");

    // a picture is either renewed or removed: whoever was told that it is here finds it until he has written that he uses it
    private readonly Lock _lock = new();

    public PictureDraft OpenDraft() => OrDiskFull(() =>
    {
        var folder = Path.Combine(_root, Drafts, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        return new PictureDraft(folder, () => OrWarn(folder, () => Directory.Delete(folder, recursive: true)));
    });

    public void Keep(PictureDraft draft, Picture picture)
    {
        if (Renew(picture.Id))
            return;

        OrDiskFull(() =>
        {
            FlushToDisk(draft.PicturePath);
            FlushToDisk(draft.ThumbnailPath);
            Directory.CreateDirectory(FolderOf(picture.Id));
            lock (_lock)
            {
                // the picture last: whoever sees it finds the other
                File.Move(draft.ThumbnailPath, PathOf(picture.Id, Thumbnail), overwrite: true);
                File.SetLastWriteTimeUtc(draft.PicturePath, time.GetUtcNow().UtcDateTime);
                File.Move(draft.PicturePath, PathOf(picture.Id, Picture), overwrite: true);
            }

            return true;
        });
    }

    public Picture? Find(PictureId id) =>
        Locate(id) is { } path && PngSize.Read(path) is { } size ? new Picture(id, size.Width, size.Height) : null;

    public bool Renew(PictureId id)
    {
        lock (_lock)
        {
            // one without its thumbnail, or cut short by whatever else wrote there, is made anew when it comes in again
            if (Find(id) is null || LocateThumbnail(id) is null)
                return false;
            File.SetLastWriteTimeUtc(PathOf(id, Picture), time.GetUtcNow().UtcDateTime);
            return true;
        }
    }

    public string? Locate(PictureId id) => Existing(PathOf(id, Picture));

    public string? LocateThumbnail(PictureId id) => Existing(PathOf(id, Thumbnail));

    public int Sweep(DateTimeOffset before, IReadOnlySet<PictureId> used, CancellationToken ct)
    {
        if (!Directory.Exists(_root))
            return 0;

        SweepDrafts();
        var removed = 0;
        foreach (var path in FilesIn(_root))
        {
            ct.ThrowIfCancellationRequested();

            // what is not named as ours was put there by somebody else: not ours to remove
            if (!PictureId.TryParse(Path.GetFileNameWithoutExtension(path), null, out var id) || used.Contains(id))
                continue;
            OrWarn(path, () => removed += RemoveIfOld(path, id, before) ? 1 : 0);
        }

        return removed;
    }

    private bool RemoveIfOld(string path, PictureId id, DateTimeOffset before)
    {
        lock (_lock)
        {
            var isPicture = path == PathOf(id, Picture);
            var isLoneThumbnail = path == PathOf(id, Thumbnail) && Locate(id) is null;
            if ((!isPicture && !isLoneThumbnail) || File.GetLastWriteTimeUtc(path) >= before.UtcDateTime)
                return false;

            // the picture first: without it the thumbnail is nothing, and the next sweep takes it
            File.Delete(path);
            File.Delete(PathOf(id, Thumbnail));
            return isPicture;
        }
    }

    private void SweepDrafts()
    {
        var drafts = new DirectoryInfo(Path.Combine(_root, Drafts));
        if (!drafts.Exists)
            return;

        var before = time.GetUtcNow() - DraftLife;
        foreach (var draft in drafts.EnumerateDirectories().Where(d => d.LastWriteTimeUtc < before.UtcDateTime).ToList())
            OrWarn(draft.FullName, () => draft.Delete(recursive: true));
    }

    private IEnumerable<string> FilesIn(string root)
    {
        List<string> files = [];
        OrWarn(root, () => files.AddRange(Directory.EnumerateDirectories(root)
            .Where(folder => Path.GetFileName(folder) != Drafts)
            .SelectMany(Directory.EnumerateFiles)));
        return files;
    }

    private string FolderOf(PictureId id) => Path.Combine(_root, id.Value[..2]);

    private string PathOf(PictureId id, string extension) => Path.Combine(FolderOf(id), id.Value + extension);

    private static string? Existing(string path) => File.Exists(path) ? path : null;

    /// <summary>A name must not outlive its bytes when the power goes: without this the system may write the name first.</summary>
    private static void FlushToDisk(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    private T OrDiskFull<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (IOException e) when (DiskSpace.IsGone(e))
        {
            throw new DiskFullException(_root, e);
        }
    }

    /// <summary>Left-over files cost room but harm nobody: one that cannot be removed must stop nothing.</summary>
    private void OrWarn(string path, Action work)
    {
        try
        {
            work();
        }
        catch (DirectoryNotFoundException)
        {
            // gone meanwhile, which is what was wanted
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotRemoved(log, path, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Path} is left over and could not be removed")]
        public static partial void NotRemoved(ILogger logger, string path, Exception exception);
    }
}
