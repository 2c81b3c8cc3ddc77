using System.ComponentModel;
using Instances;
using Instances.Exceptions;

namespace StudioApp.Media.Ffmpeg;

internal sealed class FfmpegCheck(FfmpegPrograms programs) : IFfmpegCheck
{
    public async Task<FfmpegStatus> CheckAsync(CancellationToken ct)
    {
        var version = "";
        try
        {
            programs.ThrowIfFolderLacksThem();
            var ffmpeg = await AskAsync(programs.Ffmpeg, ct).ConfigureAwait(false);
            version = VersionIn(ffmpeg);
            await AskAsync(programs.Ffprobe, ct).ConfigureAwait(false);
            return new FfmpegStatus(version, HasH264(ffmpeg) ? null : FfmpegFaults.NoH264(version));
        }
        catch (MediaException e)
        {
            return new FfmpegStatus(version, e.Message);
        }
    }

    /// <summary>The first line reads <c>ffmpeg version 5.1.9-0+deb12u1 Copyright (c) ...</c>.</summary>
    internal static string VersionIn(IReadOnlyList<string> banner) =>
        banner is [var first, ..] && first.Split(' ') is [_, "version", var version, ..] ? version : "";

    /// <summary>The configuration is the only place where a build says so without a second process. Absent means that it does not say.</summary>
    internal static bool HasH264(IReadOnlyList<string> banner) =>
        banner.FirstOrDefault(l => l.StartsWith("configuration:", StringComparison.Ordinal)) is not { } configuration
        || configuration.Contains("--enable-libx264", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> AskAsync(string program, CancellationToken ct)
    {
        try
        {
            var result = await Instance.FinishAsync(program, "-version", ct).ConfigureAwait(false);
            ct.ThrowIfCancellationRequested();
            return result.ExitCode == 0 ? result.OutputData : throw FfmpegFaults.Broken(program, result.ExitCode, result.ErrorData);
        }
        catch (Exception e) when (e is InstanceFileNotFoundException or Win32Exception)
        {
            throw FfmpegFaults.Missing(program, e);
        }
    }
}
