using StudioApp.Media.Clips;
using StudioApp.Media.Probing;
using StudioApp.Media.Tests.Support;

namespace StudioApp.Media.Tests.Clips;

public sealed class ClipCheckTests : IDisposable
{
    private static readonly ClipJob Job = Studio.Job("/clips", 512, 288, frames: 120, fps: 24);
    private static readonly ProbedClip Right = new(512, 288, 24, 120, TimeSpan.FromSeconds(5), 1000, null);
    private readonly TempFolder _folder = new();

    [Fact]
    public void ThrowIfDifferent_AsAsked_IsContent() => ClipCheck.ThrowIfDifferent(Job, Right with { Duration = TimeSpan.FromSeconds(5.04) });

    [Fact]
    public void ThrowIfDifferent_AnythingElse_SaysWhat()
    {
        AssertSays("288 x 512 pixels, not 512 x 288", Right with { Width = 288, Height = 512 });
        AssertSays("119 frames, not 120", Right with { FrameCount = 119 });
        AssertSays("lasts 4.9 s, not 5 s", Right with { Duration = TimeSpan.FromSeconds(4.9) });

        static void AssertSays(string what, ProbedClip written) =>
            Assert.Contains(what, Assert.Throws<MediaException>(() => ClipCheck.ThrowIfDifferent(Job, written)).Message);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xD8, 1, 2, 0xFF, 0xD9 }, true)]
    [InlineData(new byte[] { 0xFF, 0xD8, 1, 2, 3, 4 }, false)]
    [InlineData(new byte[] { 1, 2, 3, 4, 0xFF, 0xD9 }, false)]
    [InlineData(new byte[] { }, false)]
    public void ThrowIfIncomplete_NeedsBothEndsOfAJpeg(byte[] bytes, bool complete)
    {
        File.WriteAllBytes(_folder["poster.jpg"], bytes);

        var e = Record.Exception(() => ClipCheck.ThrowIfIncomplete(_folder["poster.jpg"], "poster"));

        Assert.Equal(complete, e is null);
        if (!complete)
            Assert.Contains("poster is cut off", Assert.IsType<MediaException>(e).Message);
    }

    [Fact]
    public void ThrowIfIncomplete_Missing_SaysSo() =>
        Assert.Contains("poster is missing", Assert.Throws<MediaException>(() => ClipCheck.ThrowIfIncomplete(_folder["none.jpg"], "poster")).Message);

    public void Dispose() => _folder.Dispose();
}
