using StudioApp.Media.Clips;
using StudioApp.Media.Tests.Support;

namespace StudioApp.Media.Tests.Clips;

public class SpriteLayoutTests
{
    [Fact]
    public void For_ALongClip_IsFiveByFive_EvenlySpread()
    {
        var layout = SpriteLayout.For(Studio.Job("/clips", 512, 512, frames: 120));

        Assert.Equal((5, 5, 160, 160), (layout.Columns, layout.Rows, layout.TileWidth, layout.TileHeight));
        Assert.Equal([2, 7, 12, 16, 21], layout.Frames.Take(5));
        Assert.Equal(117, layout.Frames[^1]);
    }

    [Theory]
    [InlineData(832, 480, 160, 92)]
    [InlineData(480, 832, 92, 160)]
    [InlineData(64, 48, 64, 48)]
    [InlineData(4096, 16, 160, 2)]
    public void For_AnyShape_TilesKeepItAndAreEven(int width, int height, int tileWidth, int tileHeight)
    {
        var layout = SpriteLayout.For(Studio.Job("/clips", width, height));

        Assert.Equal((tileWidth, tileHeight), (layout.TileWidth, layout.TileHeight));
    }

    [Fact]
    public void For_AnyFrameCount_ShowsThatManyDifferentFramesOfTheClipInOrder()
    {
        for (var frames = 1; frames <= 400; frames++)
        {
            var layout = SpriteLayout.For(Studio.Job("/clips", frames: frames));

            Assert.Equal(layout.Columns * layout.Rows, layout.Frames.Count);
            Assert.Equal(layout.Frames.Distinct().Order(), layout.Frames);
            Assert.InRange(layout.Frames[0], 0, frames - 1);
            Assert.InRange(layout.Frames[^1], 0, frames - 1);
            Assert.True(layout.Frames.Count >= Math.Min(frames, 25) * 2 / 3, $"{frames} frames give only {layout.Frames.Count} tiles");
        }
    }
}
