using System.Text.Json;
using StudioApp.Media.Clips;
using StudioApp.Media.Tests.Support;

namespace StudioApp.Media.Tests.Probing;

public sealed class MediaProbeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string, string> TagPairs => new()
    {
        { "a fox moving right in the forest at sunset", """{"prompt":"a fox","seed":4294967295,"guidance":4.5}""" },
        { "say \"hello\", it's \\ fine; a=b #1 [x] {y} %d $HOME `id` C:\\dir\\", JsonSerializer.Serialize(new { prompt = "\"quoted\" \\ 'it''s' \u0001\u001f\u2028" }) },
        { "first line\nsecond\r\n\n  fourth\ttabbed  ", "{\n  \"a\": \"line\\nline\",\r\n  \"b\": [1, 2]\n}\n" },
        { "日落时分，一只狐狸在森林里向右移动🦊👩‍👩‍👧‍👦é́", """{"prompt":"一只狐狸🦊","negative":"模糊"}""" },
        { string.Concat(Enumerable.Repeat("狐🦊", 666)) + "!!", JsonSerializer.Serialize(new { prompt = new string('狐', 2_000), negativePrompt = string.Concat(Enumerable.Repeat("🦊", 1_000)) }) },
        { "", "{}" },
    };

    [Theory]
    [MemberData(nameof(TagPairs))]
    public async Task ProbeAsync_AWrittenClip_RestoresItsTagsByteForByte(string title, string settings)
    {
        var job = Studio.Job(_folder.Path, width: 16, height: 16, frames: 2, title: title, settings: settings);
        await Studio.Writer().WriteAsync(job, Pictures.Moving(job), default);

        var probed = await Studio.Probe().ProbeAsync(job.VideoPath, default);

        Assert.Equal(new ClipTags(title, settings), probed.Tags);
    }

    [Fact]
    public async Task ProbeAsync_AWrittenClip_MeasuresIt()
    {
        var job = Studio.Job(_folder.Path, width: 96, height: 64, frames: 30, fps: 30000.0 / 1001);
        var written = await Studio.Writer().WriteAsync(job, Pictures.Moving(job), default);

        var probed = await Studio.Probe().ProbeAsync(job.VideoPath, default);

        Assert.Equal((96, 64, 30), (probed.Width, probed.Height, probed.FrameCount));
        Assert.Equal(30000.0 / 1001, probed.FramesPerSecond, 6);
        Assert.Equal(1.001, probed.Duration.TotalSeconds, 3);
        Assert.Equal((written.Bytes, written.Duration), (probed.Bytes, probed.Duration));
    }

    [Fact]
    public async Task ProbeAsync_APicture_HasNoSettings()
    {
        var job = Studio.Job(_folder.Path, frames: 2);
        await Studio.Writer().WriteAsync(job, Pictures.Moving(job), default);

        Assert.Null((await Studio.Probe().ProbeAsync(job.PosterPath, default)).Tags);
    }

    [Fact]
    public async Task ProbeAsync_CutOffVideo_IsUnreadable()
    {
        var job = Studio.Job(_folder.Path, frames: 5);
        await Studio.Writer().WriteAsync(job, Pictures.Moving(job), default);
        var whole = await File.ReadAllBytesAsync(job.VideoPath);
        await File.WriteAllBytesAsync(_folder["cut.mp4"], whole[..200]);

        var e = await Assert.ThrowsAsync<MediaException>(() => Studio.Probe().ProbeAsync(_folder["cut.mp4"], default));

        Assert.Equal(MediaFault.Unreadable, e.Fault);
    }

    [Theory]
    [InlineData("notes.mp4", "These are notes, not a video.")]
    [InlineData("empty.mp4", "")]
    [InlineData("list.mp4", "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/segment.ts\n")]
    public async Task ProbeAsync_SomethingElse_IsUnreadable(string name, string text)
    {
        await File.WriteAllTextAsync(_folder[name], text);

        var e = await Assert.ThrowsAsync<MediaException>(() => Studio.Probe().ProbeAsync(_folder[name], default));

        Assert.Equal(MediaFault.Unreadable, e.Fault);
    }

    [Fact]
    public async Task ProbeAsync_NoSuchFile_SaysSo() =>
        await Assert.ThrowsAsync<FileNotFoundException>(() => Studio.Probe().ProbeAsync(_folder["none.mp4"], default));

    [Fact]
    public async Task ProbeAsync_NoFfprobe_SaysHowToGetIt()
    {
        using var empty = new TempFolder();
        await File.WriteAllTextAsync(_folder["a.mp4"], "x");

        var e = await Assert.ThrowsAsync<MediaException>(() => Studio.Probe(o => o.FfmpegFolder = empty.Path).ProbeAsync(_folder["a.mp4"], default));

        Assert.Equal(MediaFault.FfmpegMissing, e.Fault);
    }

    public void Dispose() => _folder.Dispose();
}
