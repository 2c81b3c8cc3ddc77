using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using StudioApp.Media.Ffmpeg;

namespace StudioApp.Media.Probing;

/// <summary>
/// One run of ffprobe. It may be started before its file exists and fed by a pipe later: loading ffprobe's libraries takes longer
/// than its work, so a writer has it wait, and pays only for the reading.
/// </summary>
internal sealed class FfprobeProcess : IAsyncDisposable
{
    private const string StandardInput = "pipe:0";

    private readonly Process _process;
    private readonly Task<string> _report;
    private readonly Task<string> _log;

    private FfprobeProcess(Process process)
    {
        _process = process;
        _report = process.StandardOutput.ReadToEndAsync();
        _log = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts one that reads the file at <paramref name="path"/>.</summary>
    /// <exception cref="MediaException"><see cref="MediaFault.FfmpegMissing"/></exception>
    public static FfprobeProcess Start(string program, string path) => StartWith(program, path);

    /// <summary>Starts one that waits for <see cref="FeedAsync"/>. It reads no further than it is fed, so the file's index must be in front.</summary>
    /// <exception cref="MediaException"><see cref="MediaFault.FfmpegMissing"/></exception>
    public static FfprobeProcess StartWaiting(string program) => StartWith(program, StandardInput);

    public async Task<ProbedClip> FeedAsync(string path, CancellationToken ct)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
        {
            try
            {
                await file.CopyToAsync(_process.StandardInput.BaseStream, ct).ConfigureAwait(false);
                _process.StandardInput.Close();
            }
            catch (IOException) when (!ct.IsCancellationRequested)
            {
                // it has ended early; its exit code and log say why
            }
        }

        return await ReadAsync(path, ct).ConfigureAwait(false);
    }

    /// <exception cref="MediaException"><see cref="MediaFault.Unreadable"/></exception>
    public async Task<ProbedClip> ReadAsync(string path, CancellationToken ct)
    {
        var report = await _report.WaitAsync(ct).ConfigureAwait(false);
        var log = await _log.WaitAsync(ct).ConfigureAwait(false);
        await _process.WaitForExitAsync(ct).ConfigureAwait(false);
        return _process.ExitCode == 0 && ProbeReport.Read(report, new FileInfo(path).Length) is { } clip
            ? clip
            : throw FfmpegFaults.Unreadable(path, log);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);

        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        _process.Dispose();
    }

    private static FfprobeProcess StartWith(string program, string input)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            CreateNoWindow = true,
        };
        foreach (var argument in ProbeReport.Arguments)
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add(input);

        try
        {
            return new FfprobeProcess(Process.Start(start) ?? throw new InvalidOperationException("ffprobe did not start."));
        }
        catch (Win32Exception e)
        {
            throw FfmpegFaults.Missing(program, e);
        }
    }
}
