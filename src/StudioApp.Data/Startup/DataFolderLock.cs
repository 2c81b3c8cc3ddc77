using Microsoft.Extensions.Options;

namespace StudioApp.Data.Startup;

/// <summary>
/// Says that this process alone uses the data folder, which is what lets it take running rows for orphans at start.
/// The operating system gives the lock up when the process ends, however it ends.
/// </summary>
internal sealed class DataFolderLock(IOptions<StorageOptions> options) : IDisposable
{
    // what "somebody else has it open" is called: ERROR_SHARING_VIOLATION, and EWOULDBLOCK's numbers
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;

    private FileStream? _file;

    /// <exception cref="DataFolderInUseException">Another process holds it.</exception>
    public void Take()
    {
        if (_file is not null)
            return;

        var folder = options.Value.AbsoluteFolder;
        Directory.CreateDirectory(folder);
        try
        {
            _file = new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is SharingViolation or WouldBlock or WouldBlockOnMac)
        {
            throw new DataFolderInUseException(folder, e);
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }
}
