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

    [Fact]
    public async Task WriteAsync_Video_PlaysEverywhereFromTheFirstBytes()
    {
        var job = Studio.Job(_folder.Path);

        await Studio.Writer().WriteAsync(job, Pictures.Moving(job), default);

        Assert.Equal("h264,yuv420p", await Decoded.StreamAsync(job.VideoPath, "codec_name,pix_fmt"));
        Assert.Equal("tv,bt709,bt709,bt709", await Decoded.StreamAsync(job.VideoPath, "color_range,color_space,color_transfer,color_primaries"));
        var bytes = await File.ReadAllBytesAsync(job.VideoPath);
        Assert.InRange(bytes.AsSpan().IndexOf("moov"u8), 0, bytes.AsSpan().IndexOf("mdat"u8));
    }

    [Fact]
    public async Task WriteAsync_MovingPicture_StaysAbove38Decibels()
    {
        var job = Studio.Job(_folder.Path, width: 320, height: 192, frames: 48);

        await Studio.Writer().WriteAsync(job, Pictures.Moving(job), default);

        var expected = Enumerable.Range(0, 48).Select(i => Pictures.Moving(320, 192, i, 48)).ToArray();
        Assert.InRange(Decoded.Psnr(expected, await Decoded.FramesAsync(job.VideoPath, 320, 192)), 38, 80);
    }

    [Theory]
    [InlineData(255, 0, 0)]
    [InlineData(0, 255, 0)]
    [InlineData(0, 0, 255)]
    [InlineData(255, 255, 255)]
    [InlineData(0, 0, 0)]
    [InlineData(128, 128, 128)]
    [InlineData(240, 150, 60)]
    public async Task WriteAsync_PlainColour_ComesBackInEveryFile(byte red, byte green, byte blue)
    {
        var job = Studio.Job(_folder.Path, width: 64, height: 64, frames: 4);
        var frame = Pictures.Plain(64, 64, red, green, blue);

        await Studio.Writer().WriteAsync(job, Pictures.Of(Enumerable.Repeat(frame, 4)), default);

        AssertColour(red, green, blue, (await Decoded.FramesAsync(job.VideoPath, 64, 64))[2]);
        AssertColour(red, green, blue, (await Decoded.FramesAsync(job.PosterPath, 64, 64))[0]);
    }

    [Theory]
    [InlineData(24, 24, "24/1")]
    [InlineData(60, 30, "60/1")]
    [InlineData(12.5, 25, "25/2")]
    [InlineData(24000.0 / 1001, 48, "24000/1001")]
    [InlineData(30000.0 / 1001, 30, "30000/1001")]
    public async Task WriteAsync_FrameRate_IsTheTrueOne(double fps, int frames, string expected)
    {
        var job = Studio.Job(_folder.Path, frames: frames, fps: fps);

        var clip = await Studio.Writer().WriteAsync(job, Pictures.Moving(job), default);

        Assert.Equal(expected, await Decoded.StreamAsync(job.VideoPath, "avg_frame_rate"));
        Assert.Equal(frames / fps, clip.Duration.TotalSeconds, 2);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 2, 1)]
    [InlineData(7, 3, 2)]
    [InlineData(24, 5, 4)]
    [InlineData(26, 5, 5)]
    public async Task WriteAsync_FewFrames_StillFillsEveryTile(int frames, int columns, int rows)
    {
        // each frame is a grey of its own, so that a tile tells which frame it is
        var greys = Enumerable.Range(0, frames).Select(i => (byte)(20 + (200 * i / frames))).ToArray();
        var job = Studio.Job(_folder.Path, width: 160, height: 80, frames: frames);

        var clip = await Studio.Writer().WriteAsync(job, Pictures.Of(greys.Select(g => Pictures.Plain(160, 80, g, g, g))), default);

        Assert.Equal((columns, rows, 160, 80), (clip.SpriteColumns, clip.SpriteRows, clip.SpriteTileWidth, clip.SpriteTileHeight));
        var sheet = (await Decoded.FramesAsync(job.SpritePath, 160 * columns, 80 * rows))[0];
        var shown = SpriteLayout.For(job).Frames.Select(n => greys[n]).ToArray();
        for (var tile = 0; tile < columns * rows; tile++)
        {
            var centre = (((((tile / columns) * 80) + 40) * 160 * columns) + ((tile % columns) * 160) + 80) * 3;
            Assert.InRange(sheet[centre], shown[tile] - 3, shown[tile] + 3);
        }
    }

    [Fact]
    public async Task WriteAsync_Poster_IsTheFrameAtFortyPercent()
    {
        var greys = Enumerable.Range(0, 20).Select(i => (byte)(20 + (10 * i))).ToArray();
        var job = Studio.Job(_folder.Path, frames: 20);

        await Studio.Writer().WriteAsync(job, Pictures.Of(greys.Select(g => Pictures.Plain(64, 48, g, g, g))), default);

        var poster = (await Decoded.FramesAsync(job.PosterPath, 64, 48))[0];
        Assert.InRange(poster[0], greys[8] - 2, greys[8] + 2);
    }

    [Fact]
    public async Task WriteAsync_BufferUsedAgain_GivesEachFrameItsOwnPixels()
    {
        var job = Studio.Job(_folder.Path, frames: 10);

        await Studio.Writer(o => o.ConstantRateFactor = 5).WriteAsync(job, OneBuffer(), default);

        var frames = await Decoded.FramesAsync(job.VideoPath, 64, 48);
        Assert.All(frames.Index(), f => Assert.InRange(f.Item[0], (20 * f.Index) + 20 - 3, (20 * f.Index) + 20 + 3));

        static async IAsyncEnumerable<ReadOnlyMemory<byte>> OneBuffer()
        {
            var buffer = new byte[64 * 48 * 3];
            for (var i = 0; i < 10; i++)
            {
                Array.Fill(buffer, (byte)((20 * i) + 20));
                yield return buffer;
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task WriteAsync_SameFrames_GivesTheSameBytes()
    {
        using var other = new TempFolder();
        var first = Studio.Job(_folder.Path);
        var second = Studio.Job(other.Path);

        await Studio.Writer().WriteAsync(first, Pictures.Moving(first), default);
        await Studio.Writer().WriteAsync(second, Pictures.Moving(second), default);

        Assert.Equal(await File.ReadAllBytesAsync(first.VideoPath), await File.ReadAllBytesAsync(second.VideoPath));
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("quote\"s 'and' ticks`")]
    [InlineData("percent%d and %03d")]
    [InlineData("back\\slash\\")]
    [InlineData("狐狸🦊")]
    [InlineData("-y")]
    public async Task WriteAsync_StrangeFolderName_IsWrittenToAllTheSame(string name)
    {
        var folder = Directory.CreateDirectory(_folder[name]).FullName;
        var job = Studio.Job(folder, frames: 3);

        await Studio.Writer().WriteAsync(job, Pictures.Moving(job), default);

        Assert.Equal(["poster.jpg", "sprite.jpg", "video.mp4"], Directory.EnumerateFileSystemEntries(folder).Select(f => Path.GetFileName(f)).Order());
    }

    [Fact]
    public async Task WriteAsync_EarlierFilesInPlace_AreReplaced()
    {
        var job = Studio.Job(_folder.Path, frames: 5);
        await File.WriteAllTextAsync(job.VideoPath, "an older video");

        var clip = await Studio.Writer().WriteAsync(job, Pictures.Moving(job), default);

        Assert.Equal(clip.Bytes, new FileInfo(job.VideoPath).Length);
    }

    [Fact]
    public async Task WriteAsync_WhileFramesStillCome_ShowsNothingUnderTheFinalNames()
    {
        var job = Studio.Job(_folder.Path, frames: 5);
        var seen = new List<string>();

        await Studio.Writer().WriteAsync(job, Watched(), default);

        Assert.NotEmpty(seen);
        Assert.All(seen, name => Assert.Matches(@"^\..*\.part$", name));

        async IAsyncEnumerable<ReadOnlyMemory<byte>> Watched()
        {
            await foreach (var frame in Pictures.Moving(job))
            {
                seen.AddRange(_folder.Names);
                yield return frame;
            }
        }
    }

    [Theory]
    [InlineData(63, 48, 3, 24)]
    [InlineData(64, 47, 3, 24)]
    [InlineData(0, 48, 3, 24)]
    [InlineData(64, 48, 0, 24)]
    [InlineData(64, 48, 3, 0)]
    [InlineData(64, 48, 3, double.NaN)]
    public async Task WriteAsync_ImpossibleJob_IsRefusedBeforeAnythingStarts(int width, int height, int frames, double fps)
    {
        var job = Studio.Job(_folder.Path, width, height, frames, fps);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Studio.Writer().WriteAsync(job, Pictures.Moving(job), default));

        Assert.Empty(_folder.Names);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertColour(byte red, byte green, byte blue, byte[] frame)
    {
        var pixel = ((32 * 64) + 32) * 3;
        Assert.InRange(frame[pixel], red - 4, red + 4);
        Assert.InRange(frame[pixel + 1], green - 4, green + 4);
        Assert.InRange(frame[pixel + 2], blue - 4, blue + 4);
    }
}
