using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tests.Support.Toys;
using StudioApp.TestKit.Onnx;

namespace StudioApp.Diffusion.Tests.Pipelines.StableDiffusion;

/// <summary>The same networks under every name, type and shape that exporters give them: what comes out is reckoned plainly beside it.</summary>
public sealed class StableDiffusionSignatureTests
{
    private static readonly VideoRequest Request = ToyStableDiffusion.Request;

    [Fact]
    public void Denoise_OptimumsNames_IsThePlainLoop() => AssertPlain(new ToyStableDiffusion());

    [Fact]
    public void Denoise_OnnxStacksNames_IsThePlainLoop() => AssertPlain(new ToyStableDiffusion
    {
        Denoiser = new ToyDenoiser { TimeType = OnnxType.Float, TimePerSample = true },
        Text = new ToyTextEncoder(8) { IdType = OnnxType.Int32 },
    });

    [Fact]
    public void Denoise_NamesOfAOneOffScript_IsThePlainLoop() => AssertPlain(new ToyStableDiffusion
    {
        Denoiser = new ToyDenoiser { Sample = "latent_input", Time = "t", Context = "text_embeddings", Output = "noise_prediction", TimeType = OnnxType.Float },
        Text = new ToyTextEncoder(8) { Ids = "tokens", States = "text_embeddings" },
        Vae = new ToyVae { Latent = "latent", Picture = "image" },
    });

    [Fact]
    public void Denoise_HalfPrecision_IsThePlainLoopWithinItsPrecision() => AssertPlain(
        new ToyStableDiffusion
        {
            Denoiser = new ToyDenoiser { Type = OnnxType.Half, TimeType = OnnxType.Half, TimePerSample = true },
            Text = new ToyTextEncoder(8) { Type = OnnxType.Half },
            Vae = new ToyVae { Type = OnnxType.Half },
        },
        tolerance: 2e-2);

    // the text encoder knows how wide its embeddings are, or its configuration does
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Denoise_WidthLeftOpen_IsThePlainLoop(bool inDenoiser, bool inText) => AssertPlain(
        new ToyStableDiffusion { Denoiser = new ToyDenoiser { HasOpenWidth = inDenoiser }, Text = new ToyTextEncoder(8) { HasOpenWidth = inText } },
        folder => folder.Write("text_encoder/config.json", """{ "hidden_size": 8 }"""));

    // two runs of guidance in place of a batch of two, and a graph that was made for a batch of two
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Denoise_FixedBatch_IsThePlainLoop(int batch) => AssertPlain(new ToyStableDiffusion { Denoiser = new ToyDenoiser { Batch = batch, TimePerSample = true } });

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(2)]
    public void Denoise_NoGuidance_AsksForThePromptAlone(int batch)
    {
        var toy = new ToyStableDiffusion { Denoiser = new ToyDenoiser { Batch = batch } };
        using var folder = toy.Write();
        var request = Request with { GuidanceScale = 1 };
        var positive = toy.Text.Encode(folder.Ids(request.Prompt));
        var expected = PlainDdim.Run(Start(request), request.Steps, (x, t) => toy.Denoiser.Predict(x, t, positive));
        ToyNumbers.AssertNear(expected, ToyStableDiffusion.Run(folder, request).Latents, 1e-3);
    }

    // the reference guides away from "" where nobody says from what
    [Fact]
    public void Denoise_NothingToKeepAwayFrom_IsGuidedAwayFromTheEmptyPrompt()
    {
        var toy = new ToyStableDiffusion();
        using var folder = toy.Write();
        var request = Request with { NegativePrompt = null };
        var expected = PlainDdim.Run(Start(request), request.Steps, toy.Guided(folder, request with { NegativePrompt = "" }));
        ToyNumbers.AssertNear(expected, ToyStableDiffusion.Run(folder, request).Latents, 1e-3);
    }

    // a model that was distilled with guidance is told of it, and never asked twice
    [Fact]
    public void Denoise_MemoryTakesNoBatchOfTwo_IsThePlainLoopInTwoRuns() => AssertPlain(new ToyStableDiffusion { Denoiser = new ToyDenoiser { MostBatch = 1 } });

    [Fact]
    public void Denoise_MemoryTakesNotEvenOne_SaysSo()
    {
        var toy = new ToyStableDiffusion { Denoiser = new ToyDenoiser { MostBatch = 0 } };
        using var folder = toy.Write();

        var e = Assert.Throws<DiffusionException>(() => ToyStableDiffusion.Run(folder, Request));

        Assert.Equal(DiffusionFault.OutOfMemory, e.Fault);
        Assert.Equal("unet/model.onnx", e.Where);
    }

    [Fact]
    public void Denoise_GuidanceCondition_IsGivenInPlaceOfASecondRun()
    {
        var toy = new ToyStableDiffusion { Denoiser = new ToyDenoiser { Others = [new ToyInput("timestep_cond", 256)] } };
        using var folder = toy.Write();
        var positive = toy.Text.Encode(folder.Ids(Request.Prompt));
        double[] told = [.. GuidanceEmbedding.Of(Request.GuidanceScale, 256).Select(value => (double)value)];
        var expected = PlainDdim.Run(Start(Request), Request.Steps, (x, t) => toy.Denoiser.Predict(x, t, positive, told));
        ToyNumbers.AssertNear(expected, ToyStableDiffusion.Run(folder, Request).Latents, 1e-3);
    }

    [Fact]
    public void Open_AnInputThatNobodyKnows_IsRefusedByName()
    {
        using var folder = new ToyStableDiffusion { Denoiser = new ToyDenoiser { Others = [new ToyInput("pose", 4)] } }.Write();
        var e = Assert.Throws<DiffusionException>(() => ToyStableDiffusion.Run(folder, Request));
        Assert.Equal(DiffusionFault.ModelInvalid, e.Fault);
        Assert.Contains("pose", e.Message);
        Assert.Equal(("graph-does-not-fit", "unet/model.onnx"), (e.Code, e.Arguments[0]));
    }

    private static void AssertPlain(ToyStableDiffusion toy, Action<ToyFolder>? change = null, double tolerance = 1e-3)
    {
        using var folder = toy.Write();
        change?.Invoke(folder);
        var (latents, picture) = ToyStableDiffusion.Run(folder, Request);

        var expected = PlainDdim.Run(Start(Request), Request.Steps, toy.Guided(folder, Request));
        ToyNumbers.AssertNear(expected, latents, tolerance);
        var pixels = toy.Vae.Decode([.. expected.Select(value => value / ToyStableDiffusion.Factor)], Request.Width / toy.Vae.Scale);
        ToyNumbers.AssertNear([.. pixels.Select(value => value / 2 + 0.5)], picture, tolerance * 2);
    }

    private static double[] Start(VideoRequest request) => [.. ToyNumbers.Noise(request.Seed, 4 * (request.Width / 8) * (request.Height / 8)).Select(value => (double)value)];
}
