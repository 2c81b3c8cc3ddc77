using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;

namespace StudioApp.Data.Media;

/// <summary>
/// Clips as files under <c>media/&lt;generation&gt;/&lt;attempt&gt;/</c> in the data folder. Each attempt has its own folder,
/// so a late attempt can never write into the files of the one that finished.
/// </summary>
internal sealed partial class FileMediaStore(IOptions<StorageOptions> options, ILogger<FileMediaStore> log) : IMediaStore
{
    private readonly string _root = Path.Combine(options.Value.AbsoluteFolder, "media");

    public Task<MediaDraft> OpenDraftAsync(GenerationId generation, int attempt, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(attempt);
        var key = string.Create(CultureInfo.InvariantCulture, $"{generation}/{attempt}");
        var folder = FolderOf(key)!; // made from an id and a number, so it is well formed
        Remove(folder);
        Directory.CreateDirectory(folder);
        return Task.FromResult(new MediaDraft(folder, key));
    }

    public Task DiscardAsync(MediaDraft draft, CancellationToken ct) => RemoveAsync(draft.Key);

    public string? Locate(Clip clip, string name)
    {
        if (name is not (MediaDraft.VideoName or MediaDraft.PosterName or MediaDraft.SpriteName) || FolderOf(clip.MediaKey) is not { } folder)
            return null;

        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : null;
    }

    public Task DeleteAsync(Clip clip, CancellationToken ct) => RemoveAsync(clip.MediaKey);

    public Task<int> SweepAsync(IReadOnlySet<string> keptKeys, CancellationToken ct) => Task.Run(() => Sweep(keptKeys, ct), ct);

    private int Sweep(IReadOnlySet<string> keptKeys, CancellationToken ct)
    {
        if (!Directory.Exists(_root))
            return 0;

        var removed = 0;
        foreach (var attempt in FoldersIn(_root).SelectMany(FoldersIn).ToList())
        {
            ct.ThrowIfCancellationRequested();
            var key = Path.GetRelativePath(_root, attempt).Replace(Path.DirectorySeparatorChar, '/');

            // what does not look like ours was put there by somebody else: not ours to remove
            if (!KeyPattern.IsMatch(key) || keptKeys.Contains(key))
                continue;
            OrWarn(attempt, () =>
            {
                Remove(attempt);
                removed++;
                RemoveIfEmpty(Path.GetDirectoryName(attempt)!); // an attempt's folder has a parent: the generation's
            });
        }

        return removed;
    }

    private string[] FoldersIn(string folder)
    {
        string[] found = [];
        OrWarn(folder, () => found = Directory.GetDirectories(folder));
        return found;
    }

    /// <summary>Left-over files cost room but harm nobody: one folder that cannot be read or removed must not stop the sweep.</summary>
    private void OrWarn(string folder, Action work)
    {
        try
        {
            work();
        }
        catch (DirectoryNotFoundException)
        {
            // gone meanwhile, which is what the sweep is for
        }
        catch (Exception e)
        {
            // of any kind: .NET calls a path that is too long for the system an ArgumentException
            Log.NotSwept(log, folder, e);
        }
    }

    private Task RemoveAsync(string key)
    {
        if (FolderOf(key) is { } folder)
        {
            Remove(folder);
            RemoveIfEmpty(Path.GetDirectoryName(folder)!); // as above
        }

        return Task.CompletedTask;
    }

    /// <returns>Null for a key that this store cannot have given out, so that no key leads outside the media folder.</returns>
    private string? FolderOf(string key) => KeyPattern.IsMatch(key)
        ? Path.Combine(_root, key.Replace('/', Path.DirectorySeparatorChar))
        : null;

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static void RemoveIfEmpty(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    [GeneratedRegex(@"\A[0-9a-f]{32}/[1-9][0-9]{0,8}\z")]
    private static partial Regex KeyPattern { get; }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Left-over files in {Folder} could not be removed")]
        public static partial void NotSwept(ILogger logger, string folder, Exception exception);
    }
}
