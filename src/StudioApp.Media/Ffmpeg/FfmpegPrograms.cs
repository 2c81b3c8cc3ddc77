using FFMpegCore;
using Microsoft.Extensions.Options;

namespace StudioApp.Media.Ffmpeg;

/// <summary>Where ffmpeg and ffprobe are.</summary>
internal sealed class FfmpegPrograms(IOptions<MediaOptions> options)
{
    /// <summary>Never FFMpegCore's global options: those read a file from the working directory.</summary>
    public FFOptions Options => new() { BinaryFolder = options.Value.FfmpegFolder, LogLevel = FFMpegCore.Enums.FFMpegLogLevel.Warning };

    public string Ffmpeg => GlobalFFOptions.GetFFMpegBinaryPath(Options);

    public string Ffprobe => GlobalFFOptions.GetFFProbeBinaryPath(Options);

    /// <summary>A folder that was named but does not have them is an error; FFMpegCore would quietly take those on the PATH.</summary>
    /// <exception cref="MediaException"><see cref="MediaFault.FfmpegMissing"/></exception>
    public void ThrowIfFolderLacksThem()
    {
        if (options.Value.FfmpegFolder is not { Length: > 0 } folder)
            return;

        foreach (var program in new[] { Ffmpeg, Ffprobe })
        {
            if (!Path.IsPathRooted(program) && !File.Exists(program))
                throw FfmpegFaults.Missing(Path.Combine(folder, program), inner: null);
        }
    }
}
