using StudioApp.Media.Ffmpeg;

namespace StudioApp.Media.Tests.Ffmpeg;

public class FfmpegFaultsTests
{
    [Theory]
    [InlineData("av_interleaved_write_frame(): No space left on device", true)]
    [InlineData("[mp4 @ 0x55] Error writing trailer of /clips/video.mp4: No space left on device", true)]
    [InlineData("Error writing trailer: Disk quota exceeded", true)]
    [InlineData("There is not enough space on the disk.", true)]
    [InlineData("[libx264 @ 0x55] using cpu capabilities: MMX2 SSE2Fast", false)]
    public void SaysDiskFull_KnowsTheSystemsWords(string line, bool full) =>
        Assert.Equal(full, FfmpegFaults.SaysDiskFull(["first line", line]));

    [Fact]
    public void Stopped_LongLog_KeepsItsEnd()
    {
        var e = FfmpegFaults.Stopped(1, Enumerable.Range(0, 5_000).Select(i => $"line {i}"));

        Assert.InRange(e.FfmpegLog.Length, 1_000, 4_000);
        Assert.EndsWith("line 4999", e.FfmpegLog);
    }
}
