using System.Text.RegularExpressions;
using FFMpegCore.Pipes;
using StudioApp.Media.Clips;
using StudioApp.Media.Tests.Support;

namespace StudioApp.Media.Tests.Clips;

public partial class ClipArgumentsTests
{
    [Fact]
    public void Build_AClip_IsThisCommand()
    {
        var job = Studio.Job("/clips", width: 832, height: 480, frames: 4, fps: 24);

        Assert.Equal(
            """
            -hide_banner -nostdin -nostats
            -f rawvideo -pix_fmt rgb24 -video_size 832x480 -framerate 24 -i "PIPE"
            -f ffmetadata -i "/clips/.tags.RUN.part"
            -filter_complex "[0:v]split=3[film][moment][moments];[film]scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709[video];[moment]select='eq(n,1)',scale=out_color_matrix=bt601:out_range=pc,format=yuvj420p[poster];[moments]select='eq(n,0)+eq(n,1)+eq(n,2)+eq(n,3)',scale=160:92:out_color_matrix=bt601:out_range=pc,format=yuvj420p,tile=2x2[sprite]"
            -map "[video]" -map_metadata 1 -c:v libx264 -preset superfast -crf 20 -g 48 -threads 1 -movflags faststart -f mp4 "/clips/.video.mp4.RUN.part" -y
            -map "[poster]" -frames:v 1 -c:v mjpeg -q:v 3 -f mjpeg "/clips/.poster.jpg.RUN.part" -y
            -map "[sprite]" -frames:v 1 -c:v mjpeg -q:v 5 -f mjpeg "/clips/.sprite.jpg.RUN.part" -y
            """.ReplaceLineEndings(" "),
            Command(job, new MediaOptions()));
    }

    [Fact]
    public void Build_OtherOptions_AreTaken()
    {
        var command = Command(Studio.Job("/clips"), new MediaOptions { ConstantRateFactor = 28, Preset = "slow", Threads = 3 });

        Assert.Contains("-preset slow -crf 28", command);
        Assert.Contains("-threads 3", command);
    }

    [Theory]
    [InlineData(512, 512, 0, 1)]
    [InlineData(832, 480, 0, 1)]
    [InlineData(1280, 720, 0, 0)]
    [InlineData(1280, 720, 2, 2)]
    [InlineData(512, 512, 2, 2)]
    public void ThreadsFor_ZeroMeansBySize(int width, int height, int option, int expected) =>
        Assert.Equal(expected, ClipArguments.ThreadsFor(Studio.Job("/clips", width, height), new MediaOptions { Threads = option }));

    [Theory]
    [InlineData(23.976023976023978, "-framerate 23.976023976023978")]
    [InlineData(12.5, "-framerate 12.5")]
    public void RawInput_FrameRate_IsWrittenInFullAndWithAPoint(double fps, string expected) =>
        Assert.EndsWith(expected, ClipArguments.RawInput(Studio.Job("/clips", fps: fps)));

    [Theory]
    [InlineData("/a b/c", "/a b/c")]
    [InlineData("""/a"b""", """/a\"b""")]
    [InlineData("""/a\"b""", """/a\\\"b""")]
    [InlineData("""C:\a\b""", """C:\a\b""")]
    [InlineData("""/a\""", """/a\\""")]
    public void Quotable_QuotesAndBackslashes_AreEscapedWhereDotNetUnescapesThem(string path, string expected) =>
        Assert.Equal(expected, ClipArguments.Quotable(path));

    private static string Command(ClipJob job, MediaOptions options)
    {
        using var parts = ClipParts.Beside(job);
        var command = ClipArguments.Build(job, parts, options, new NoFrames(job)).Arguments;
        return RunName().Replace(PipeName().Replace(command, "PIPE"), ".RUN.part");
    }

    [GeneratedRegex("""(unix:|\\\\\.\\pipe\\)[^"]*FFMpegCore_[0-9a-f]+""")]
    private static partial Regex PipeName();

    [GeneratedRegex(@"\.[0-9a-f]{8}\.part")]
    private static partial Regex RunName();

    private sealed class NoFrames(ClipJob job) : IPipeSource
    {
        public string GetStreamArguments() => ClipArguments.RawInput(job);

        public Task WriteAsync(Stream outputStream, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
