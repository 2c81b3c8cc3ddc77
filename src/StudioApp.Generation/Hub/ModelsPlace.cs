using Microsoft.Extensions.Options;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Engine.Local;

namespace StudioApp.Engine.Hub;

/// <summary>The models folder, and what the studio keeps in it out of sight: folders whose names begin with a dot are no models.</summary>
internal sealed class ModelsPlace(IOptions<LocalGenerationOptions> options)
{
    // ENOSPC and EDQUOT of Linux and macOS, ERROR_DISK_FULL of Windows
    private static readonly int[] DiskFull = [28, 122, 69, unchecked((int)0x80070070)];

    public string Root => Path.GetFullPath(options.Value.ModelsFolder);

    public string Downloads => Path.Combine(Root, ".downloads");

    public string Trash => Path.Combine(Root, ".trash");

    /// <summary>Where a model of this name is downloaded to before it is whole.</summary>
    public DownloadFolder DownloadOf(string name) => new(Path.Combine(Downloads, name));

    /// <summary>Where a model of this name is; null when there is none, in whatever case.</summary>
    public string? Find(string name) => Directory.Exists(Root)
        ? Models(Root).FirstOrDefault(model => !model.Name.StartsWith('.') && model.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.FullName
        : null;

    /// <summary>Folders, links to folders, and links whose folder is not there now: they are models too, and can be removed.</summary>
    public static IEnumerable<FileSystemInfo> Models(string folder) => new DirectoryInfo(folder).EnumerateFileSystemInfos()
        .Where(entry => entry is DirectoryInfo || entry is { LinkTarget: not null } && entry.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true });

    /// <summary>A name that nothing has yet: as near to the wanted one as names can be, else with a number behind it.</summary>
    public string Suggest(string wanted)
    {
        var name = HubPath.NameOf(wanted) ?? "model";
        return Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? name : $"{name}-{i}").First(n => Find(n) is null);
    }

    /// <summary>What this process may still write there.</summary>
    public long FreeBytes()
    {
        var folder = Root;
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
            folder = parent;
        // Windows names drives, Linux any folder of a file system
        return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
    }

    /// <summary>Why the disk refused.</summary>
    public static StudioError ErrorOf(Exception exception) =>
        DiskFull.Contains(exception.HResult) ? HubErrors.DiskFull() : HubErrors.CannotWrite(exception.Message);

    public static bool IsOfTheDisk(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
