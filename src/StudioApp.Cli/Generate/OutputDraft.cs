using StudioApp.Core.Media;
using StudioApp.Core.Outcomes;

namespace StudioApp.Cli.Generate;

/// <summary>
/// A hidden folder beside the file that is asked for, on the same disk, so that the finished clip only needs a new name.
/// Disposing removes it with whatever is in it.
/// </summary>
internal sealed class OutputDraft : IDisposable
{
    private readonly bool _replace;

    private OutputDraft(string path, string folder, bool replace)
    {
        Path = path;
        Files = new MediaDraft(folder, Key: "");
        _replace = replace;
    }

    /// <summary>Where the clip will be; absolute.</summary>
    public string Path { get; }

    public MediaDraft Files { get; }

    /// <summary>Makes sure that the clip can be written before a second is spent on it.</summary>
    public static Outcome<OutputDraft> Open(string path, bool replace)
    {
        var full = System.IO.Path.GetFullPath(path);
        var folder = System.IO.Path.GetDirectoryName(full) ?? full;
        if (Directory.Exists(full))
            return CliErrors.OutputIsFolder(path);
        if (!System.IO.Path.GetExtension(full).Equals(".mp4", StringComparison.OrdinalIgnoreCase))
            return CliErrors.OutputNotMp4(path);
        if (!Directory.Exists(folder))
            return CliErrors.OutputFolderMissing(folder);
        // an empty file, such as mktemp makes, is a name that waits for its content
        var isEmpty = File.Exists(full) && new FileInfo(full).Length == 0;
        if (File.Exists(full) && !isEmpty && !replace)
            return CliErrors.OutputExists(path);

        try
        {
            var draft = System.IO.Path.Combine(folder, $".studio-{Guid.NewGuid():N}");
            Directory.CreateDirectory(draft);
            return new OutputDraft(full, draft, replace || isEmpty);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CliErrors.OutputNotWritable(folder, e.Message);
        }
    }

    /// <summary>Gives the finished video its name. The poster and the sheet are for galleries, and go.</summary>
    public StudioError? Keep()
    {
        try
        {
            File.Move(Files.VideoPath, Path, _replace);
            return null;
        }
        catch (IOException) when (!_replace && File.Exists(Path))
        {
            return CliErrors.OutputExists(Path); // somebody made it in the meantime
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(Files.Folder))
            Directory.Delete(Files.Folder, recursive: true);
    }
}
