using System.Diagnostics;

namespace StudioApp.Media.Tests.Support;

/// <summary>A disk of a few kilobytes, in memory.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    public SmallDisk(int kilobytes)
    {
        if (Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", _folder.Path) is { Length: > 0 } problem)
            throw new InvalidOperationException(problem);
    }

    /// <summary>Why this machine cannot make one; null when it can.</summary>
    public static string? Unavailable { get; } = WhyNot();

    public string Path => _folder.Path;

    public IReadOnlyList<string> Names => _folder.Names;

    public void Dispose()
    {
        Run("umount", _folder.Path);
        _folder.Dispose();
    }

    private static string? WhyNot()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return "needs root on Linux to mount a small disk";
        try
        {
            new SmallDisk(kilobytes: 64).Dispose();
            return null;
        }
        catch (InvalidOperationException e)
        {
            return $"this machine does not let us mount a small disk: {e.Message}";
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : errors.Trim();
    }
}

/// <summary>For tests that fill a disk up.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.Unavailable;
}
