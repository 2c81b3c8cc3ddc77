namespace StudioApp.Media.Tests.Support;

/// <summary>For tests that find processes in /proc.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "needs Linux's /proc to find ffmpeg's process";
    }
}
