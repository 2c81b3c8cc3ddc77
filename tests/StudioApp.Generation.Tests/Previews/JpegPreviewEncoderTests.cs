using SkiaSharp;
using StudioApp.Diffusion.Imaging;
using StudioApp.Engine.Previews;

namespace StudioApp.Engine.Tests.Previews;

public sealed class JpegPreviewEncoderTests
{
    [Fact]
    public void Encode_Gradient_KeepsItsColoursAndSize()
    {
        using var frame = Frame(256, 128, (x, y) => ((byte)x, (byte)(2 * y), 40));

        var jpeg = Assert.Single(new JpegPreviewEncoder(256).Encode([frame]));

        using var picture = SKBitmap.Decode(jpeg);
        Assert.Equal((256, 128), (picture.Width, picture.Height));
        var pixel = picture.GetPixel(200, 100);
        Assert.InRange(pixel.Red, 190, 210);
        Assert.InRange(pixel.Green, 190, 210);
        Assert.InRange(pixel.Blue, 30, 50);
    }

    [Theory]
    [InlineData(768, 432, 256, 256, 144)]
    [InlineData(432, 768, 256, 144, 256)]
    [InlineData(100, 60, 256, 100, 60)]
    [InlineData(4096, 4096, 4096, 512, 512)]
    public void Encode_LargerThanAllowed_IsMadeSmallerInProportion(int width, int height, int side, int expectedWidth, int expectedHeight)
    {
        using var frame = Frame(width, height, (x, y) => ((byte)(x / 16), (byte)(y / 16), 0));

        using var picture = SKBitmap.Decode(new JpegPreviewEncoder(side).Encode([frame])[0]);

        Assert.Equal((expectedWidth, expectedHeight), (picture.Width, picture.Height));
    }

    [Theory]
    [InlineData(512, 1)]
    [InlineData(512, 8)]
    [InlineData(512, 32)]
    [InlineData(256, 8)]
    public void Encode_PureNoise_StillFits(int side, int count)
    {
        var noise = new Noise();
        var frames = Enumerable.Range(0, count).Select(_ => Frame(side, side, (_, _) => (noise.Next(), noise.Next(), noise.Next()))).ToList();
        var encoder = new JpegPreviewEncoder(512);

        for (var burst = 0; burst < 3; burst++)
        {
            var jpegs = encoder.Encode(frames);
            Assert.InRange(jpegs.Sum(j => j.Length), 1, JpegPreviewEncoder.MaxBurstBytes);
            Assert.InRange(jpegs.Count, 1, count);
        }

        frames.ForEach(f => f.Dispose());
    }

    [Fact]
    public void Encode_CalmAfterNoise_LooksBetterAgain()
    {
        var noise = new Noise();
        using var loud = Frame(512, 512, (_, _) => (noise.Next(), noise.Next(), noise.Next()));
        using var calm = Frame(512, 512, (x, y) => ((byte)(x / 2), (byte)(y / 2), 128));
        var encoder = new JpegPreviewEncoder(512);
        var before = encoder.Encode([calm])[0].Length;

        encoder.Encode([loud]);
        var after = 0;
        for (var i = 0; i < 8; i++)
            after = encoder.Encode([calm])[0].Length;

        Assert.Equal(before, after);
    }

    private static RgbFrame Frame(int width, int height, Func<int, int, (byte R, byte G, byte B)> colour)
    {
        var frame = RgbFrame.Rent(width, height);
        var pixels = frame.Pixels.Span;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                (pixels[(y * width + x) * 3], pixels[(y * width + x) * 3 + 1], pixels[(y * width + x) * 3 + 2]) = colour(x, y);
        }

        return frame;
    }

    /// <summary>Repeatable bytes without a pattern (xorshift).</summary>
    private sealed class Noise
    {
        private uint _state = 2463534242;

        public byte Next()
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return (byte)(_state >> 8);
        }
    }
}
