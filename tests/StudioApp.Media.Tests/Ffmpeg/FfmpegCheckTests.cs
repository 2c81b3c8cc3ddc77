using StudioApp.Media.Ffmpeg;
using StudioApp.Media.Tests.Support;

namespace StudioApp.Media.Tests.Ffmpeg;

public sealed class FfmpegCheckTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task CheckAsync_Installed_NamesTheVersion()
    {
        var status = await Studio.Check().CheckAsync(default);

        Assert.Null(status.Problem);
        Assert.True(status.Ready);
        Assert.Matches(@"\d", status.Version);
    }

    [Fact]
    public async Task CheckAsync_NotInItsFolder_SaysHowToGetIt()
    {
        var status = await Studio.Check(o => o.FfmpegFolder = _folder.Path).CheckAsync(default);

        Assert.False(status.Ready);
        Assert.Contains("sudo apt-get install ffmpeg", status.Problem);
    }

    [LinuxFact]
    public async Task CheckAsync_DoesNotRun_SaysSo()
    {
        Script("ffmpeg", "echo 'error while loading shared libraries' >&2; exit 127");
        Script("ffprobe", "exit 0");

        var status = await Studio.Check(o => o.FfmpegFolder = _folder.Path).CheckAsync(default);

        Assert.Contains("exit code 127", status.Problem);
    }

    [LinuxFact]
    public async Task CheckAsync_BuiltWithoutH264_SaysSo()
    {
        Script("ffmpeg", "echo 'ffmpeg version 7.1-free Copyright'; echo 'configuration: --disable-libx264'");
        Script("ffprobe", "echo 'ffprobe version 7.1-free Copyright'");

        var status = await Studio.Check(o => o.FfmpegFolder = _folder.Path).CheckAsync(default);

        Assert.Equal("7.1-free", status.Version);
        Assert.Contains("libx264", status.Problem);
    }

    [Fact]
    public void VersionIn_AnotherBanner_IsEmpty() => Assert.Equal("", FfmpegCheck.VersionIn(["Something else"]));

    public void Dispose() => _folder.Dispose();

    private void Script(string name, string body)
    {
        File.WriteAllText(_folder[name], $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder[name], UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
