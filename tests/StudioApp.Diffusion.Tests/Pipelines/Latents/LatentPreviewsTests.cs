using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tests.Support.Toys;

namespace StudioApp.Diffusion.Tests.Pipelines.Latents;

/// <summary>A toy whose latents nobody has measured, of 4 x 2 pixels.</summary>
public sealed class LatentPreviewsTests : IDisposable
{
    private const string UnknownUnits = """{ "scaling_factor": 0.5 }""";
    private static readonly VideoRequest Request = ToyStableDiffusion.Request;

    private readonly ToyFolder _folder = new ToyStableDiffusion().Write().Write("vae_decoder/config.json", UnknownUnits);
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("studio-colours-");

    [Fact]
    public async Task Predict_WhatTheFirstClipTaught_IsKnownAfterARestart()
    {
        using (var pipeline = await _folder.LoadWithLittleMemoryAsync(_cache.FullName))
        {
            Assert.Empty(await PreviewsOf(pipeline));
            Assert.Equal(2 * Request.Steps, (await PreviewsOf(pipeline)).Count);
        }

        Assert.Equal("colours", Assert.Single(Directory.EnumerateDirectories(_cache.FullName).Select(Path.GetFileName)));
        using (var pipeline = await _folder.LoadWithLittleMemoryAsync(_cache.FullName))
            Assert.Equal(2 * Request.Steps, (await PreviewsOf(pipeline)).Count);

        // another decoder has colours of its own
        var weights = new ToyVae { Seed = 43 };
        weights.WriteDecoder(_folder["vae_decoder/model.onnx"]);
        using (var pipeline = await _folder.LoadWithLittleMemoryAsync(_cache.FullName))
            Assert.Empty(await PreviewsOf(pipeline));
    }

    [Theory]
    [InlineData("no colours")]
    [InlineData("[[1, 2, 3]]")]
    [InlineData("[[1, 2, 3], [1, 2]]")]
    [InlineData("[[1, 2, 3], [1, 2, 3], [1, 2, 3]]")]
    [InlineData("null")]
    public async Task Predict_KeptColoursThatAreBroken_AreLearnedAnew(string broken)
    {
        using (var pipeline = await _folder.LoadWithLittleMemoryAsync(_cache.FullName))
            await PreviewsOf(pipeline);
        var file = Assert.Single(_cache.GetFiles("*", SearchOption.AllDirectories));
        File.WriteAllText(file.FullName, broken);
        using (var pipeline = await _folder.LoadWithLittleMemoryAsync(_cache.FullName))
            Assert.Empty(await PreviewsOf(pipeline));
        Assert.NotEqual(broken, File.ReadAllText(file.FullName));
    }

    [Fact]
    public async Task Predict_ADecoderOfOneSize_IsShownFromTheSecondClipOn()
    {
        new ToyVae { Width = 4, Height = 2 }.WriteDecoder(_folder["vae_decoder/model.onnx"]);
        using var pipeline = await _folder.LoadAsync();
        Assert.Empty(await PreviewsOf(pipeline));
        Assert.Equal(2 * Request.Steps, (await PreviewsOf(pipeline)).Count);
    }

    // as the denoiser leaves them: a tiny decoder knows no units
    [Theory]
    [InlineData("taesd_decoder/model.onnx", 64, 32, 16)]
    [InlineData("vae_decoder_tiny/model.onnx", 32, 32, 16)]
    [InlineData("tiny_vae_decoder/model.onnx", 16, 16, 8)]
    [InlineData("taesd/vae_decoder/model.onnx", 20, 16, 8)]
    [InlineData("taesd_decoder/model.onnx", 4, 4, 2)]
    public async Task Predict_ATinyDecoder_DrawsAsLargeAsIsAskedFor(string file, int maxSide, int width, int height)
    {
        var tiny = new ToyVae { Seed = 43 };
        tiny.WriteDecoder(_folder[file]);
        using var pipeline = await _folder.LoadAsync();
        var previews = await PreviewsOf(pipeline, maxSide);
        Assert.Equal(2 * Request.Steps, previews.Count);
        Assert.All(previews, preview => Assert.Equal((width, height), (preview.Width, preview.Height)));
        if (width < 32)
            return;

        double[] latents = [.. ToyStableDiffusion.Run(_folder, Request).Latents];
        var drawn = tiny.Decode(latents, 4);
        for (var i = 0; i < drawn.Length; i++)
            Assert.Equal((drawn[i] + 1) * 127.5, previews[^1].Pixels[i % (width * height) * 3 + i / (width * height)], 2.0);
    }

    [Fact]
    public async Task Predict_ATinyDecoderThatIsNone_LeavesItToTheColours()
    {
        _folder.Write("taesd_decoder/model.onnx", "<html>404</html>");
        using var pipeline = await _folder.LoadAsync();
        var previews = await PreviewsOf(pipeline);
        Assert.Equal(2 * Request.Steps, previews.Count);
        Assert.All(previews, preview => Assert.Equal((4, 2), (preview.Width, preview.Height)));
    }

    // memory is for the clip
    [Fact]
    public async Task Predict_ATinyDecoderAndLittleMemory_LeavesItToTheColours()
    {
        _folder.Write("vae_decoder/config.json", "{}");
        new ToyVae().WriteDecoder(_folder["taesd_decoder/model.onnx"]);
        using var pipeline = await _folder.LoadWithLittleMemoryAsync();
        Assert.All(await PreviewsOf(pipeline), preview => Assert.Equal((4, 2), (preview.Width, preview.Height)));
    }

    // a decoder that is linear itself, in blocks of 2 x 2
    [Fact]
    public void End_FramesOfALinearDecoder_TeachItsColours()
    {
        const int channels = 3, width = 6, height = 4, scale = 2, area = width * height;
        LatentColours? learned = null;
        var lesson = new LatentLesson(9, width, scale, colours => learned = colours);
        var latents = Enumerable.Range(0, 9).Select(frame => ToyNumbers.Noise(frame, channels * area)).ToArray();
        for (var frame = 0; frame < 9; frame++)
        {
            if (lesson.Wants(frame))
                lesson.Add(latents[frame], Paint(latents[frame]));
        }

        Assert.Equal([0, 3, 6], Enumerable.Range(0, 9).Where(lesson.Wants));
        lesson.End();
        Assert.NotNull(learned);
        using var drawn = learned.Draw(latents[8], 1, 0, width, height);
        for (var i = 0; i < area; i++)
        {
            for (var colour = 0; colour < 3; colour++)
                Assert.Equal(Math.Clamp((Colour(latents[8], colour, i) + 1) * 127.5, 0, 255), drawn.Pixels.Span[i * 3 + colour], 2.0);
        }

        static double Colour(float[] latent, int colour, int at) => 0.2 * latent[colour * area + at] - 0.1 * latent[(colour + 1) % 3 * area + at] + 0.1 * colour;

        static float[] Paint(float[] latent) =>
        [
            .. from colour in Enumerable.Range(0, 3)
               from y in Enumerable.Range(0, height * scale)
               from x in Enumerable.Range(0, width * scale)
               select (float)(Colour(latent, colour, y / scale * width + x / scale) / 2 + 0.5 + ((x + y) % 2 == 0 ? 0.01 : -0.01))
        ];
    }

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Delete(recursive: true);
    }

    private static async Task<List<(int Width, int Height, byte[] Pixels)>> PreviewsOf(IVideoPipeline pipeline, int maxSide = 64)
    {
        var previews = new List<(int, int, byte[])>();
        await pipeline.CollectAsync(Request, step =>
        {
            var shown = step.Predict(maxSide, 2);
            previews.AddRange(shown.Select(frame => (frame.Width, frame.Height, frame.Pixels.ToArray())));
            shown.DisposeAll();
        });
        return previews;
    }
}
