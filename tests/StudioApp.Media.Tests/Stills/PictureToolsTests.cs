using System.Runtime.Versioning;
using System.Security.Cryptography;
using StudioApp.Media.Stills;
using StudioApp.Media.Tests.Support;

namespace StudioApp.Media.Tests.Stills;

public sealed class PictureToolsTests : IDisposable
{
    private const long MaxPixels = 1_000_000;
    private const string Red = "red";
    private const string Green = "green";
    private const string Blue = "blue";
    private const string White = "white";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string[]> Kinds => new()
    {
        { "a.jpg", ["-q:v", "1"] },
        { "a.png", [] },
        { "grey.png", ["-pix_fmt", "gray"] },
        { "deep.png", ["-pix_fmt", "rgba64be"] },
        { "a.gif", [] },
        { "lossy.webp", ["-c:v", "libwebp"] },
        { "lossless.webp", ["-c:v", "libwebp", "-lossless", "1"] },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task NormaliseAsync_EveryKind_IsAPngOfItsSize(string name, string[] options)
    {
        var source = await _folder.StillAsync(name, "testsrc2=s=96x64", options);

        var made = await NormaliseAsync(source);

        Assert.Equal((96, 64), (made.Width, made.Height));
        Assert.Equal((96, 64), await Decoded.SizeAsync(_folder["picture.png"]));
        Assert.Equal("png,rgb24", await Decoded.StreamAsync(_folder["picture.png"], "codec_name,pix_fmt"));
        Assert.Equal((32, 21), await Decoded.SizeAsync(_folder["thumbnail.jpg"]));
        var pixels = Assert.Single(await Decoded.FramesAsync(_folder["picture.png"], 96, 64));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(pixels)), made.PixelHash);
    }

    [Fact]
    public async Task NormaliseAsync_APngWithoutTransparency_KeepsEveryPixel()
    {
        var source = await _folder.StillAsync("a.png", "testsrc2=s=96x64", "-pix_fmt", "rgb24");

        await NormaliseAsync(source);

        Assert.Equal(await Decoded.FramesAsync(source, 96, 64), await Decoded.FramesAsync(_folder["picture.png"], 96, 64));
    }

    // as EXIF counts them: where the stored picture's four fields are when it is seen upright
    [Theory]
    [InlineData(1, false, new[] { Red, Green, Blue, White })]
    [InlineData(2, false, new[] { Green, Red, White, Blue })]
    [InlineData(3, false, new[] { White, Blue, Green, Red })]
    [InlineData(4, false, new[] { Blue, White, Red, Green })]
    [InlineData(5, true, new[] { Red, Blue, Green, White })]
    [InlineData(6, true, new[] { Blue, Red, White, Green })]
    [InlineData(7, true, new[] { White, Green, Blue, Red })]
    [InlineData(8, true, new[] { Green, White, Red, Blue })]
    [InlineData(9, false, new[] { Red, Green, Blue, White })]
    public async Task NormaliseAsync_AsTheCameraWasHeld_IsUpright(int orientation, bool turned, string[] fields)
    {
        var plain = await File.ReadAllBytesAsync(await _folder.StillAsync("plain.jpg", PictureFiles.Fields, "-q:v", "1"));
        await File.WriteAllBytesAsync(_folder["a.jpg"], PictureFiles.WithExif(plain, orientation));

        var made = await NormaliseAsync(_folder["a.jpg"]);

        Assert.Equal(turned ? (48, 64) : (64, 48), (made.Width, made.Height));
        Assert.Equal(fields, await FieldsAsync(made));
    }

    [Fact]
    public async Task NormaliseAsync_AnOrientationInAPngOrAWebp_CountsToo()
    {
        var png = await File.ReadAllBytesAsync(await _folder.StillAsync("plain.png", PictureFiles.Fields));
        await File.WriteAllBytesAsync(_folder["a.png"], PictureFiles.WithChunk(png, "eXIf", PictureFiles.Exif(6)));
        var webp = await File.ReadAllBytesAsync(await _folder.StillAsync("plain.webp", PictureFiles.Fields, "-c:v", "libwebp", "-lossless", "1"));
        await File.WriteAllBytesAsync(_folder["a.webp"], PictureFiles.WithWebpExif(webp, 64, 48, 6));

        foreach (var name in new[] { "a.png", "a.webp" })
            Assert.Equal([Blue, Red, White, Green], await FieldsAsync(await NormaliseAsync(_folder[name])));
    }

    [Fact]
    public async Task NormaliseAsync_WhatTheFileSaysBesides_IsGone()
    {
        var plain = await File.ReadAllBytesAsync(await _folder.StillAsync("plain.jpg", "testsrc2=s=64x48"));
        await File.WriteAllBytesAsync(_folder["a.jpg"], PictureFiles.WithExif(plain, 1));
        Assert.Contains("taken at home", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(_folder["a.jpg"])));

        await NormaliseAsync(_folder["a.jpg"]);

        foreach (var name in new[] { "picture.png", "thumbnail.jpg" })
            Assert.DoesNotContain("taken at home", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(_folder[name])));
        Assert.Equal(["IHDR", "IDAT", "IEND"], ChunksOf(await File.ReadAllBytesAsync(_folder["picture.png"])).Distinct().Except(["pHYs", "sRGB", "gAMA", "cHRM"]));
    }

    [Fact]
    public async Task NormaliseAsync_Transparency_ShowsWhite_AsPagesDo()
    {
        // black, clear at the left, half clear in the middle, full at the right
        var source = await _folder.StillAsync("a.png", "color=black:s=30x10,format=rgba,geq=r=0:g=0:b=0:a='if(lt(X,10),0,if(lt(X,20),128,255))'");

        await NormaliseAsync(source);

        var pixels = (await Decoded.FramesAsync(_folder["picture.png"], 30, 10))[0];
        Assert.Equal(255, pixels[5 * 3]);
        Assert.InRange(pixels[15 * 3], 126, 128);
        Assert.Equal(0, pixels[25 * 3]);
    }

    [Theory]
    [InlineData("3000:100", 2048, 68)]
    [InlineData("100:3000", 68, 2048)]
    [InlineData("4096:2", 2048, 1)]
    [InlineData("1:1", 1, 1)]
    [InlineData("2048:2", 2048, 2)]
    public async Task NormaliseAsync_LongerThanIsKept_IsMadeSmaller_InItsShape(string size, int width, int height)
    {
        var made = await NormaliseAsync(await _folder.StillAsync("a.png", $"color=teal:s=16x16,scale={size}"));

        Assert.Equal((width, height), (made.Width, made.Height));
        Assert.Equal((width, height), await Decoded.SizeAsync(_folder["picture.png"]));
    }

    [Fact]
    public async Task NormaliseAsync_SamePictureInAnotherFile_HasTheSameHash()
    {
        var first = await NormaliseAsync(await _folder.StillAsync("a.png", "testsrc2=s=64x48", "-pix_fmt", "rgb24"));
        var second = await NormaliseAsync(await _folder.StillAsync("b.png", "testsrc2=s=64x48", "-pix_fmt", "rgb24", "-compression_level", "0", "-metadata", "comment=another"));
        var third = await NormaliseAsync(await _folder.StillAsync("c.png", "testsrc=s=64x48", "-pix_fmt", "rgb24"));

        Assert.Equal(first, second);
        Assert.NotEqual(first, third);
    }

    // phones put a second picture behind the first: depth, or more light for bright screens
    [Fact]
    public async Task NormaliseAsync_AJpegWithAnotherBehindIt_IsItsFirst()
    {
        var first = await File.ReadAllBytesAsync(await _folder.StillAsync("a.jpg", "testsrc2=s=64x48"));
        var second = await File.ReadAllBytesAsync(await _folder.StillAsync("b.jpg", "testsrc2=s=32x24"));
        await File.WriteAllBytesAsync(_folder["both.jpg"], [.. first, .. second]);

        Assert.Equal(await NormaliseAsync(_folder["a.jpg"]), await NormaliseAsync(_folder["both.jpg"]));
    }

    [Theory]
    [InlineData("moving.gif")]
    [InlineData("moving.webp")]
    [InlineData("moving.png", "-f", "apng")]
    public async Task NormaliseAsync_APictureThatMoves_IsRefused(string name, params string[] options) =>
        await AssertRefusedAsync(PictureFault.Animated, await _folder.MakeAsync(name, "testsrc2=s=32x24:d=1:r=4", options));

    [Theory]
    [InlineData("a.jpg", 0.5)]
    [InlineData("a.jpg", 0.01)]
    [InlineData("a.png", 0.5)]
    [InlineData("a.png", 0.02)]
    [InlineData("a.gif", 0.5)]
    [InlineData("a.webp", 0.5)]
    public async Task NormaliseAsync_CutShort_IsRefused(string name, double part)
    {
        string[] options = name.EndsWith("webp", StringComparison.Ordinal) ? ["-c:v", "libwebp"] : [];
        var whole = await File.ReadAllBytesAsync(await _folder.StillAsync(name, "testsrc2=s=320x240", options));
        await File.WriteAllBytesAsync(_folder["cut"], whole[..(int)(whole.Length * part)]);

        await AssertRefusedAsync(PictureFault.Damaged, _folder["cut"]);
    }

    [Fact]
    public async Task NormaliseAsync_DamagedInside_IsRefused()
    {
        var bytes = await File.ReadAllBytesAsync(await _folder.StillAsync("a.png", "testsrc2=s=320x240"));
        bytes[bytes.Length / 2] ^= 0xFF;
        await File.WriteAllBytesAsync(_folder["damaged"], bytes);

        await AssertRefusedAsync(PictureFault.Damaged, _folder["damaged"]);
    }

    [Theory]
    [InlineData("", PictureFault.Empty)]
    [InlineData("x", PictureFault.NotAPicture)]
    [InlineData("Dear all, here are the pictures.", PictureFault.NotAPicture)]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><image href='http://127.0.0.1:9/a.png'/></svg>", PictureFault.NotAPicture)]
    [InlineData("#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/segment.ts\n", PictureFault.NotAPicture)]
    [InlineData("ffconcat version 1.0\nfile '/etc/hostname'\n", PictureFault.NotAPicture)]
    public async Task NormaliseAsync_SomethingElse_IsRefusedUnopened(string text, PictureFault fault)
    {
        await File.WriteAllTextAsync(_folder["a.jpg"], text);

        await AssertRefusedAsync(fault, _folder["a.jpg"]);
    }

    [Fact]
    public async Task NormaliseAsync_AVideo_IsRefused() =>
        await AssertRefusedAsync(PictureFault.NotAPicture, await _folder.MakeAsync("a.mp4", "testsrc2=s=32x24:d=1"));

    [Fact]
    public async Task NormaliseAsync_ABomb_IsRefusedByWhatItSaysOfItself()
    {
        // two hundred bytes that would become ten gigabytes
        var png = await File.ReadAllBytesAsync(await _folder.StillAsync("a.png", "color=black:s=8x8"));
        byte[] huge = [.. png[..16], 0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50, .. png[24..]];
        await File.WriteAllBytesAsync(_folder["bomb.png"], huge);

        var e = await AssertRefusedAsync(PictureFault.TooManyPixels, _folder["bomb.png"]);

        Assert.Equal((50_000, 50_000), (e.Width, e.Height));
    }

    [Fact]
    public async Task NormaliseAsync_AJpegThatLiesAboutItsSize_IsStoppedByFfmpeg()
    {
        var jpeg = await File.ReadAllBytesAsync(await _folder.StillAsync("a.jpg", "testsrc2=s=64x48"));
        // a second start of frame behind the first, in which it says what it really is
        var frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        var length = 2 + (jpeg[frame + 2] << 8) + jpeg[frame + 3];
        byte[] second = jpeg[frame..(frame + length)];
        (second[5], second[6], second[7], second[8]) = (0xC3, 0x50, 0xC3, 0x50);
        await File.WriteAllBytesAsync(_folder["liar.jpg"], [.. jpeg[..(frame + length)], .. second, .. jpeg[(frame + length)..]]);

        await AssertRefusedAsync(PictureFault.Damaged, _folder["liar.jpg"]);
    }

    [Fact]
    public async Task NormaliseAsync_Cancelled_LeavesNothing()
    {
        var source = await _folder.StillAsync("a.png", "testsrc2=s=64x48");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Studio.Pictures().NormaliseAsync(Job(source), cancelled.Token));

        Assert.Equal(["a.png"], _folder.Names);
    }

    [Fact]
    public async Task NormaliseAsync_NoFfmpeg_SaysHowToGetIt()
    {
        using var empty = new TempFolder();
        var source = await _folder.StillAsync("a.png", "testsrc2=s=64x48");

        var e = await Assert.ThrowsAsync<MediaException>(() => Studio.Pictures(o => o.FfmpegFolder = empty.Path).NormaliseAsync(Job(source), default));

        Assert.Equal(MediaFault.FfmpegMissing, e.Fault);
    }

    [LinuxFact]
    [SupportedOSPlatform("linux")]
    public async Task NormaliseAsync_FfmpegHangs_IsEndedAndSaid()
    {
        using var programs = new TempFolder();
        foreach (var name in new[] { "ffmpeg", "ffprobe" })
        {
            // answers its version, which it is asked first; then does nothing
            await File.WriteAllTextAsync(programs[name], "#!/bin/sh\ncase \"$*\" in *-version*) echo 'ffmpeg version 5'; exit 0;; esac\nexec sleep 600\n");
            File.SetUnixFileMode(programs[name], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        var source = await _folder.StillAsync("a.png", "testsrc2=s=64x48");
        var tools = Studio.Pictures(o => (o.FfmpegFolder, o.StallSeconds) = (programs.Path, 0.3));

        var e = await Assert.ThrowsAsync<MediaException>(() => tools.NormaliseAsync(Job(source), default));

        Assert.Equal(MediaFault.Hangs, e.Fault);
        Assert.Equal(["a.png"], _folder.Names);
    }

    [Fact]
    public async Task NormaliseAsync_AFolderWithOddLetters_IsNoTrouble()
    {
        var odd = Directory.CreateDirectory(_folder["it's 100%d \"quoted\" [a]; 图片"]).FullName;
        var source = await _folder.StillAsync("a.png", "testsrc2=s=64x48");
        var job = new PictureJob(source, Path.Combine(odd, "picture.png"), Path.Combine(odd, "thumbnail.jpg"), 2048, 32, MaxPixels);

        await Studio.Pictures().NormaliseAsync(job, default);

        Assert.Equal(["picture.png", "thumbnail.jpg"], Directory.EnumerateFiles(odd).Select(f => Path.GetFileName(f)).Order());
    }

    // each frame is a grey of its own
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(29)]
    public async Task ExtractAsync_AFrame_IsThatFrame(int frame)
    {
        const int Count = 30;
        var job = Studio.Job(_folder.Path, width: 32, height: 16, frames: Count, fps: 24);
        await Studio.Writer().WriteAsync(job, Pictures.Of(Enumerable.Range(0, Count).Select(i => Pictures.Plain(32, 16, (byte)(8 * i), (byte)(8 * i), (byte)(8 * i)))), default);

        var made = await Studio.Pictures().ExtractAsync(Job(job.VideoPath), new VideoMoment(32, 16, 24, frame), default);

        Assert.Equal((32, 16), (made.Width, made.Height));
        var pixels = (await Decoded.FramesAsync(_folder["picture.png"], 32, 16))[0];
        Assert.InRange(pixels.Average(p => p), 8 * frame - 2, 8 * frame + 2);
    }

    [Fact]
    public async Task ExtractAsync_PastTheEnd_IsRefused()
    {
        var job = Studio.Job(_folder.Path, frames: 5);
        await Studio.Writer().WriteAsync(job, Pictures.Moving(job), default);

        var e = await Assert.ThrowsAsync<PictureRefusedException>(() => Studio.Pictures().ExtractAsync(Job(job.VideoPath), new VideoMoment(64, 48, 24, 99), default));

        Assert.Equal(PictureFault.Damaged, e.Fault);
        Assert.False(File.Exists(_folder["picture.png"]));
    }

    private PictureJob Job(string source) => new(source, _folder["picture.png"], _folder["thumbnail.jpg"], MaxSide: 2048, ThumbnailSide: 32, MaxPixels);

    private Task<MadePicture> NormaliseAsync(string source) => Studio.Pictures().NormaliseAsync(Job(source), default);

    private async Task<PictureRefusedException> AssertRefusedAsync(PictureFault fault, string source)
    {
        var before = _folder.Names;
        var e = await Assert.ThrowsAsync<PictureRefusedException>(() => NormaliseAsync(source));
        Assert.Equal(fault, e.Fault);
        Assert.Equal(before, _folder.Names);
        return e;
    }

    private async Task<string[]> FieldsAsync(MadePicture made)
    {
        var pixels = (await Decoded.FramesAsync(_folder["picture.png"], made.Width, made.Height))[0];
        return [At(0.25, 0.25), At(0.75, 0.25), At(0.25, 0.75), At(0.75, 0.75)];

        string At(double x, double y)
        {
            var i = (((int)(y * made.Height) * made.Width) + (int)(x * made.Width)) * 3;
            return (pixels[i] > 128, pixels[i + 1] > 128, pixels[i + 2] > 128) switch
            {
                (true, true, true) => White,
                (true, false, false) => Red,
                (false, true, false) => Green,
                (false, false, true) => Blue,
                var other => other.ToString(),
            };
        }
    }

    private static IEnumerable<string> ChunksOf(byte[] png)
    {
        for (var at = 8; at < png.Length;)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            yield return System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            at += length + 12;
        }
    }
}
