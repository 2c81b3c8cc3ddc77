using StudioApp.Cli.Generate;
using StudioApp.Cli.Host;
using StudioApp.Core.Models;

namespace StudioApp.Cli.Models;

/// <summary>How far a download is: one line that is written over on a terminal, a line now and then otherwise.</summary>
internal sealed class InstallLine(CliConsole console, TimeProvider time)
{
    private const string ClearLine = "\r\u001b[K";

    private readonly Lock _lock = new();
    private readonly TimeSpan _pause = console.ErrorIsTerminal ? TimeSpan.FromSeconds(0.2) : TimeSpan.FromSeconds(5);
    private long? _shownAt;

    public void Show(ModelInstall install)
    {
        lock (_lock)
        {
            if (install.State != ModelInstallState.Downloading || (_shownAt is { } last && time.GetElapsedTime(last) < _pause))
                return;

            _shownAt = time.GetTimestamp();
            if (console.ErrorIsTerminal)
                console.Error.Write(ClearLine + Of(install, time.GetUtcNow()));
            else
                console.Error.WriteLine(Of(install, time.GetUtcNow()));
        }
    }

    /// <summary>Before anything else is written.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            if (console.ErrorIsTerminal && _shownAt is not null)
                console.Error.Write(ClearLine);
            _shownAt = null;
        }
    }

    internal static string Of(ModelInstall install, DateTimeOffset now)
    {
        var share = install.TotalBytes > 0 ? (double)install.Bytes / install.TotalBytes : 0;
        var text = FormattableString.Invariant($"{Math.Floor(share * 100):0} %, {ProgressText.SizeOf(install.Bytes)} of {ProgressText.SizeOf(install.TotalBytes)}, file {Math.Min(install.Files + 1, install.TotalFiles)} of {install.TotalFiles}");
        if (install.WaitsUntil is { } until && until > now)
            return FormattableString.Invariant($"{text}, the hub asks to wait {Math.Ceiling((until - now).TotalSeconds):0} s");
        if (install.BytesPerSecond is { } speed)
            text += $", {ProgressText.SizeOf((long)speed)}/s";
        return install.Remaining is { } left ? FormattableString.Invariant($"{text}, about {Span(left)} left") : text;
    }

    private static string Span(TimeSpan span) => span.TotalHours >= 1
        ? FormattableString.Invariant($"{(int)span.TotalHours} h {span.Minutes} min")
        : span.TotalMinutes >= 1 ? FormattableString.Invariant($"{(int)span.TotalMinutes} min") : FormattableString.Invariant($"{Math.Ceiling(span.TotalSeconds):0} s");
}
