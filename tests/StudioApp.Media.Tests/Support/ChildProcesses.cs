using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace StudioApp.Media.Tests.Support;

/// <summary>The ffmpeg and ffprobe processes that this test process has started and that still live, from /proc.</summary>
internal static class ChildProcesses
{
    /// <summary>ffmpeg processes whose arguments name the folder, so that tests that run side by side do not see each other's.</summary>
    public static IReadOnlyList<int> Of(string folder) => [.. All().Where(p => CommandLine(p).Contains(folder, StringComparison.Ordinal))];

    /// <summary>Ends one at once, as the system does when memory is short.</summary>
    public static void KillNow(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }

    /// <summary>Ends one as Ctrl+C in a terminal does, and waits until it has ended.</summary>
    public static async Task InterruptAsync(int id)
    {
        using var process = Process.GetProcessById(id);
        using var kill = Process.Start("kill", ["-INT", id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
    }

    /// <summary>Makes one stand still, alive but deaf to all but its killer, as on a network disk that has gone away.</summary>
    public static async Task FreezeAsync(int id)
    {
        using var kill = Process.Start("kill", ["-STOP", id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static IEnumerable<int> All() =>
        from entry in Directory.EnumerateDirectories("/proc")
        let id = int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0
        where id > 0 && ParentOf(id) == Environment.ProcessId
        select id;

    private static int ParentOf(int id)
    {
        // "pid (name) state parent ...", and the name may hold anything
        var stat = Read($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;
    }

    private static string CommandLine(int id) => Read($"/proc/{id}/cmdline").Replace('\0', ' ');

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path, Encoding.UTF8);
        }
        catch (IOException)
        {
            return ""; // it has just ended
        }
    }
}
