namespace StudioApp.Data.Pictures;

internal static class DiskSpace
{
    // what IOException carries: ENOSPC's and EDQUOT's numbers on Unix, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows
    private static readonly int[] Gone = OperatingSystem.IsWindows() ? [unchecked((int)0x80070070), unchecked((int)0x80070027)] : [28, 122, 69];

    public static bool IsGone(IOException e) => Gone.Contains(e.HResult);
}
