using System.Text;

namespace StudioApp.Media.Clips;

/// <summary>
/// The hidden files, beside the final ones, that a clip is written to until it is complete. Disposing removes what has not been moved.
/// </summary>
internal sealed class ClipParts : IDisposable
{
    private readonly ClipJob _job;

    private ClipParts(ClipJob job)
    {
        _job = job;
        var run = Guid.NewGuid().ToString("N")[..8];
        Video = Hidden(job.VideoPath, run);
        Poster = Hidden(job.PosterPath, run);
        Sprite = Hidden(job.SpritePath, run);
        Tags = Path.Combine(Folder, $".tags.{run}.part");
    }

    public string Video { get; }

    public string Poster { get; }

    public string Sprite { get; }

    public string Tags { get; }

    /// <summary>The video's folder.</summary>
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(_job.VideoPath)) ?? throw new ArgumentException($"'{_job.VideoPath}' names no file.");

    public static ClipParts Beside(ClipJob job) => new(job);

    public void WriteTags() => File.WriteAllText(Tags, ClipMetadata.Format(_job.Tags), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    /// <summary>A name must not outlive its bytes when the power goes: without this the system may write the name first.</summary>
    public void FlushToDisk()
    {
        foreach (var part in new[] { Video, Poster, Sprite })
        {
            using var file = File.OpenHandle(part, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }

    /// <summary>Gives the files their names, the video last: whoever sees the video finds the others. None of them when one cannot be moved.</summary>
    public void MoveIntoPlace()
    {
        var moved = new Stack<string>();
        try
        {
            foreach (var (part, place) in new[] { (Poster, _job.PosterPath), (Sprite, _job.SpritePath), (Video, _job.VideoPath) })
            {
                File.Move(part, place, overwrite: true);
                moved.Push(place);
            }
        }
        catch
        {
            while (moved.TryPop(out var place))
                File.Delete(place);
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var part in new[] { Video, Poster, Sprite, Tags }.Where(File.Exists))
            File.Delete(part);
    }

    private static string Hidden(string path, string run)
    {
        var full = Path.GetFullPath(path);
        return Path.Combine(Path.GetDirectoryName(full) ?? "", $".{Path.GetFileName(full)}.{run}.part");
    }
}
