using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Pipelines.StableDiffusionXl;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tests.Support.Toys;
using StudioApp.TestKit.Onnx;

namespace StudioApp.Diffusion.Tests.Pipelines.StableDiffusionXl;

public sealed class StableDiffusionXlTests : IDisposable
{
    private const double Factor = 0.13025;
    private const int Penultimate = 1;

    private static readonly VideoRequest Request = ToyStableDiffusion.Request;
    private static readonly double[] Size = [Request.Height, Request.Width, 0, 0, Request.Height, Request.Width];

    private readonly ToyTextEncoder _first = new(6) { Layers = 3, Pooled = "pooler_output" };
    private readonly ToyTextEncoder _second = new(10) { Layers = 3, Pooled = "text_embeds", Seed = 400 };
    private readonly ToyDenoiser _denoiser = new() { Width = 16, TimeType = OnnxType.Float, Others = [new ToyInput("text_embeds", 10), new ToyInput("time_ids", 6)] };
    private readonly ToyVae _vae = new();
    private readonly ToyFolder _folder = new();

    public StableDiffusionXlTests()
    {
        _folder.AddClip().AddClip("tokenizer_2", padding: "!").Write("scheduler/scheduler_config.json", PlainDdim.Config);
        _denoiser.Write(_folder["unet/model.onnx"]);
        _first.Write(_folder["text_encoder/model.onnx"]);
        _second.Write(_folder["text_encoder_2/model.onnx"]);
        _vae.WriteDecoder(_folder["vae_decoder/model.onnx"]);
    }

    [Fact]
    public void Denoise_TwoEncodersAndTheSize_IsThePlainLoop()
    {
        Assert.NotEqual(_folder.Ids("a fox"), _folder.Ids("a fox", "tokenizer_2"));
        AssertPlain(Request, Context("rain"), Pooled("rain"));
    }

    // two windows of 77 tokens: what stands in the second counts too
    [Fact]
    public void Denoise_ALongPrompt_IsReadToItsEnd()
    {
        using var model = StableDiffusionXlFamily.Open(_folder.Sessions, _folder.Path, seed => new PhiloxNoise(seed));
        var request = Request with { Prompt = new string('a', 100) };
        Assert.NotEqual(ToyStableDiffusion.Run(model, request).Latents, ToyStableDiffusion.Run(model, request with { Prompt = request.Prompt + " fox" }).Latents);
    }

    // what it was trained with in place of a prompt is zeros, not the words ""
    [Fact]
    public void Denoise_NothingToKeepAwayFrom_IsZeros() =>
        AssertPlain(Request with { NegativePrompt = null }, new double[77 * 16], new double[10]);

    [Fact]
    public void Denoise_NothingSaidToKeepAwayFrom_IsTheEmptyPrompt() =>
        AssertPlain(Request with { NegativePrompt = "" }, Context(""), Pooled(""));

    [Fact]
    public void Denoise_NothingToKeepAwayFromInAModelTrainedOnWords_IsTheEmptyPrompt()
    {
        _folder.Write("model_index.json", """{ "_class_name": "StableDiffusionXLPipeline", "force_zeros_for_empty_prompt": false }""");
        AssertPlain(Request with { NegativePrompt = null }, Context(""), Pooled(""));
    }

    [Fact]
    public void Denoise_OtherNames_AreToldByTheirShapes()
    {
        (_denoiser with { Others = [new ToyInput("pooled", 10), new ToyInput("size", 6)] }).Write(_folder["unet/model.onnx"]);
        AssertPlain(Request, Context("rain"), Pooled("rain"));
    }

    [Theory]
    [InlineData("StableDiffusionXLPipeline")]
    [InlineData("ORTStableDiffusionXLPipeline")]
    [InlineData("StableDiffusionXLImg2ImgPipeline")]
    [InlineData("ORTStableDiffusionXLImg2ImgPipeline")]
    [InlineData(null)]
    public async Task Read_ItsFolder_IsItsFamily(string? className)
    {
        if (className is not null)
            _folder.Write("model_index.json", $$"""{ "_class_name": "{{className}}" }""");
        _folder.Write("unet/config.json", """{ "sample_size": 128 }""");
        var found = _folder.Read();
        Assert.Empty(found.Problems);
        Assert.Equal(("Stable Diffusion XL", 5.0), (found.Family, found.Defaults!.GuidanceScale));
        Assert.Equal([new ModelAspect("1:1", 1024, 1024), new ModelAspect("16:9", 1344, 768), new ModelAspect("9:16", 768, 1344)], found.Defaults.Aspects);

        using var pipeline = await _folder.LoadAsync();
        Assert.Equal(2, (await pipeline.CollectAsync(Request with { FrameCount = 2 })).Count);
    }

    [Fact]
    public void Read_MissingPieces_AreAllNamed()
    {
        _folder.Write("model_index.json", """{ "_class_name": "StableDiffusionXLPipeline" }""");
        string[] missing = ["text_encoder_2/model.onnx", "tokenizer_2/vocab.json"];
        foreach (var file in missing)
            File.Delete(_folder[file]);
        Assert.Equal(missing, _folder.Read().Problems.Select(problem => problem.File));
    }

    [Fact]
    public async Task LoadAsync_AnEncoderThatHidesItsLayers_SaysHowToExportIt()
    {
        (_first with { Layers = 0 }).Write(_folder["text_encoder/model.onnx"]);
        var e = await Assert.ThrowsAsync<DiffusionException>(_folder.LoadAsync);
        Assert.Equal(DiffusionFault.ModelInvalid, e.Fault);
        Assert.Contains("hidden_states", e.Message);
    }

    [Fact]
    public async Task GenerateAsync_LittleMemory_GivesTheSameFrames()
    {
        using var pipeline = await _folder.LoadAsync();
        using var frugal = await _folder.LoadWithLittleMemoryAsync();
        var expected = await pipeline.CollectAsync(Request);
        Assert.Equal(expected, await frugal.CollectAsync(Request));
        Assert.Equal(expected, await frugal.CollectAsync(Request));
    }

    public void Dispose() => _folder.Dispose();

    private void AssertPlain(VideoRequest request, double[] negative, double[] negativePooled)
    {
        using var model = StableDiffusionXlFamily.Open(_folder.Sessions, _folder.Path, seed => new PhiloxNoise(seed));
        var (latents, picture) = ToyStableDiffusion.Run(model, request);

        var (context, pooled) = (Context(request.Prompt), Pooled(request.Prompt));
        double[] start = [.. ToyNumbers.Noise(request.Seed, latents.Length).Select(value => (double)value)];
        var expected = PlainDdim.Run(start, request.Steps, (x, t) =>
            [.. _denoiser.Predict(x, t, negative, negativePooled, Size).Zip(_denoiser.Predict(x, t, context, pooled, Size), (n, p) => n + request.GuidanceScale * (p - n))]);
        ToyNumbers.AssertNear(expected, latents, 1e-3);
        var pixels = _vae.Decode([.. expected.Select(value => value / Factor)], request.Width / 8);
        ToyNumbers.AssertNear([.. pixels.Select(value => value / 2 + 0.5)], picture, 1e-3);
    }

    private double[] Context(string prompt)
    {
        var first = _first.Encode(_folder.Ids(prompt), Penultimate);
        var second = _second.Encode(_folder.Ids(prompt, "tokenizer_2"), Penultimate);
        return [.. Enumerable.Range(0, 77).SelectMany(token => first[(token * 6)..(token * 6 + 6)].Concat(second[(token * 10)..(token * 10 + 10)]))];
    }

    private double[] Pooled(string prompt) => _second.Pool(_folder.Ids(prompt, "tokenizer_2"));
}
