using StudioApp.Media.Probing;

namespace StudioApp.Media.Tests.Probing;

public class ProbeReportTests
{
    [Fact]
    public void Read_Mp4_TakesTheStreamsOwnDuration()
    {
        var clip = ProbeReport.Read(
            """{"streams":[{"width":512,"height":288,"avg_frame_rate":"24000/1001","duration":"5.005000","nb_read_packets":"120"}],"format":{"duration":"6.100000","tags":{"title":"a fox","synopsis":"{\"seed\":1}"}}}""",
            bytes: 1234)!;

        Assert.Equal((512, 288, 120, 1234), (clip.Width, clip.Height, clip.FrameCount, clip.Bytes));
        Assert.Equal(23.976, clip.FramesPerSecond, 3);
        Assert.Equal(TimeSpan.FromSeconds(5.005), clip.Duration);
        Assert.Equal("{\"seed\":1}", clip.Tags?.SettingsJson);
    }

    [Fact]
    public void Read_Matroska_TakesTheFilesDuration() =>
        Assert.Equal(
            TimeSpan.FromSeconds(6.1),
            ProbeReport.Read("""{"streams":[{"width":2,"height":2,"avg_frame_rate":"0/0","nb_read_packets":"1"}],"format":{"duration":"6.1"}}""", 1)!.Duration);

    [Fact]
    public void Read_OnlySound_IsNoVideo() => Assert.Null(ProbeReport.Read("""{"streams":[],"format":{"duration":"6.1"}}""", 1));
}
