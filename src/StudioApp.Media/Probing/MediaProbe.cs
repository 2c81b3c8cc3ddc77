using StudioApp.Media.Ffmpeg;

namespace StudioApp.Media.Probing;

internal sealed class MediaProbe(FfmpegPrograms programs) : IMediaProbe
{
    public async Task<ProbedClip> ProbeAsync(string path, CancellationToken ct)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException($"There is no file '{path}'.", path);

        programs.ThrowIfFolderLacksThem();
        await using var ffprobe = FfprobeProcess.Start(programs.Ffprobe, file.FullName);
        return await ffprobe.ReadAsync(file.FullName, ct).ConfigureAwait(false);
    }
}
