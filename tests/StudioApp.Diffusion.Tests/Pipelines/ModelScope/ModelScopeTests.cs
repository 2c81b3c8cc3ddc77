using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Pipelines.AnimateDiff;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tests.Support.Toys;

namespace StudioApp.Diffusion.Tests.Pipelines.ModelScope;

public sealed class ModelScopeTests : IDisposable
{
    private const int Width = 1024;

    private static readonly VideoRequest Request = ToyStableDiffusion.Request with { FrameCount = 5, Steps = 3 };

    private readonly ToyTextEncoder _text = new(Width);
    private readonly ToyVae _vae = new();
    private readonly ToyFolder _folder = new();

    public ModelScopeTests()
    {
        _folder.AddClip(padding: "!").Write("scheduler/scheduler_config.json", PlainDdim.Config);
        _text.Write(_folder["text_encoder/model.onnx"]);
        _vae.WriteDecoder(_folder["vae_decoder/model.onnx"]);
        Denoiser().Write(_folder["unet/model.onnx"]);
    }

    // open frames; a fixed number that is the clip's; fewer, so that windows slide over it; more, so that some are thrown away
    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(4)]
    [InlineData(8)]
    public void Denoise_AClip_IsThePlainLoopFrameByFrame(int frames) => AssertIsThePlainLoop(Denoiser(frames), frames);

    // as diffusers' motion models are exported from 0.31 on: for one sample, for two, for any number, and with frames left open or named in the file
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(-1, 5)]
    [InlineData(-1, 10)]
    [InlineData(-1, -1)]
    [InlineData(-1, -1, "frames_of_context")]
    public void Denoise_AGraphThatWantsThePromptForEachFrame_IsThePlainLoop(int batch, int rows, string context = "encoder_hidden_states") =>
        AssertIsThePlainLoop(Denoiser(5) with { Batch = batch, PromptRows = rows, PromptFrames = 5, Context = context }, 5);

    private void AssertIsThePlainLoop(ToyDenoiser denoiser, int frames)
    {
        denoiser.Write(_folder["unet/model.onnx"]);
        using var model = new LatentModel(_folder.Sessions, _folder.Path, 5, 24, seed => new PhiloxNoise(seed));
        using var scope = new RunScope(CancellationToken.None);
        using var generation = new AnimateDiffGeneration(model, Request, new Requests.Observer(), scope);
        generation.Encode();
        generation.Prepare();
        generation.Denoise();

        var (positive, negative) = (_text.Encode(_folder.Ids(Request.Prompt)), _text.Encode(_folder.Ids(Request.NegativePrompt ?? "")));
        double[] start = [.. ToyNumbers.Noise(Request.Seed, generation.Latents.Length).Select(value => (double)value)];
        var expected = PlainDdim.Run(start, Request.Steps, (x, t) =>
            [.. Denoiser().Predict(x, t, negative).Zip(Denoiser().Predict(x, t, positive), (n, p) => n + Request.GuidanceScale * (p - n))]);
        ToyNumbers.AssertNear(expected, generation.Latents, 1e-3);

        var pixels = generation.Decode().Select(frame => frame.ToArray()).ToArray();
        Assert.Equal(Request.FrameCount, pixels.Length);
        const int area = 4 * 2;
        var inMemory = Math.Max(frames, Request.FrameCount);
        for (var frame = 0; frame < pixels.Length; frame++)
        {
            double[] latent = [.. Enumerable.Range(0, 4).SelectMany(channel => expected.Skip((channel * inMemory + frame) * area).Take(area)).Select(value => value / ToyStableDiffusion.Factor)];
            ToyNumbers.AssertNear([.. _vae.Decode(latent, 4).Select(value => value / 2 + 0.5)], pixels[frame], 1e-3);
        }
    }

    [Theory]
    [InlineData("TextToVideoSDPipeline")]
    [InlineData(null)]
    public async Task Read_ItsFolder_IsItsFamily(string? className)
    {
        if (className is not null)
            _folder.Write("model_index.json", $$"""{ "_class_name": "{{className}}" }""");
        _folder.Write("unet/config.json", """{ "sample_size": 32 }""");
        var found = _folder.Read();
        Assert.Empty(found.Problems);
        Assert.Equal(("ModelScope", 9.0), (found.Family, found.Defaults!.GuidanceScale));
        Assert.Equal((256, 256), (found.Defaults.Aspects[0].Width, found.Defaults.Aspects[0].Height));

        using var pipeline = await _folder.LoadAsync();
        Assert.Equal(5, (await pipeline.CollectAsync(Request)).Count);
    }

    [Fact]
    public void Read_MissingPieces_AreAllNamed()
    {
        _folder.Write("model_index.json", """{ "_class_name": "TextToVideoSDPipeline" }""");
        string[] missing = ["tokenizer/merges.txt", "unet/model.onnx", "vae_decoder/model.onnx"];
        foreach (var file in missing)
            File.Delete(_folder[file]);
        Assert.Equal(missing, _folder.Read().Problems.Select(problem => problem.File));
    }

    public void Dispose() => _folder.Dispose();

    private static ToyDenoiser Denoiser(int frames = -1) => new() { Rank = 5, Width = Width, Frames = frames };
}
