using StudioApp.Media.Clips;
using StudioApp.Media.Tests.Support;

namespace StudioApp.Media.Tests.Clips;

public sealed class ClipWriterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task WriteAsync_Frames_GivesVideoPosterAndSprite()
    {
        var job = Studio.Job(_folder.Path, width: 128, height: 96, frames: 120);

        var clip = await Studio.Writer().WriteAsync(job, Pictures.Moving(job), default);

        Assert.Equal(["poster.jpg", "sprite.jpg", "video.mp4"], _folder.Names);
        Assert.Equal((128, 96, 120), (clip.Width, clip.Height, clip.FrameCount));
        Assert.Equal(24, clip.FramesPerSecond, 3);
        Assert.Equal(5, clip.Duration.TotalSeconds, 3);
        Assert.Equal(new FileInfo(job.VideoPath).Length, clip.Bytes);
        Assert.Equal((128, 96), await Decoded.SizeAsync(job.PosterPath));
        Assert.Equal((5, 5), (clip.SpriteColumns, clip.SpriteRows));
        Assert.Equal((5 * clip.SpriteTileWidth, 5 * clip.SpriteTileHeight), await Decoded.SizeAsync(job.SpritePath));
    }
    public void Dispose() => _folder.Dispose();
}
