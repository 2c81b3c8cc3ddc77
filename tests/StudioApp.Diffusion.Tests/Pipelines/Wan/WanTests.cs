using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Pipelines.Wan;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tests.Support.Toys;
using StudioApp.Diffusion.Tokenizers;
using StudioApp.TestKit.Onnx;

namespace StudioApp.Diffusion.Tests.Pipelines.Wan;

public sealed class WanTests : IDisposable
{
    private const int Channels = 4;
    private const int Tokens = 512;

    // as the released models have it
    private const string UniPc = """
        { "_class_name": "UniPCMultistepScheduler", "beta_end": 0.02, "beta_schedule": "linear", "beta_start": 0.0001, "disable_corrector": [], "dynamic_thresholding_ratio": 0.995,
          "final_sigmas_type": "zero", "flow_shift": 3.0, "lower_order_final": true, "num_train_timesteps": 1000, "predict_x0": true, "prediction_type": "flow_prediction",
          "rescale_betas_zero_snr": false, "sample_max_value": 1.0, "solver_order": 2, "solver_p": null, "solver_type": "bh2", "steps_offset": 0, "thresholding": false,
          "timestep_spacing": "linspace", "trained_betas": null, "use_beta_sigmas": false, "use_exponential_sigmas": false, "use_flow_sigmas": true, "use_karras_sigmas": false }
        """;

    private static readonly double[] Means = [0.5, -0.25, 0.125, 1], Deviations = [2, 1.5, 3, 0.5];
    private static readonly VideoRequest Request = ToyStableDiffusion.Request with { FrameCount = 6, FramesPerSecond = 16 };

    private readonly ToyDenoiser _denoiser = new()
    {
        Rank = 5,
        Sample = "hidden_states",
        TimePerSample = true,
        TimeType = OnnxType.Float,
    };

    private readonly ToyTextEncoder _text = new(8) { Length = Tokens, Mask = "attention_mask" };
    private readonly ToyVideoVae _vae = new(Channels);
    private readonly ToyFolder _folder = new();

    public WanTests()
    {
        _folder.Write("scheduler/scheduler_config.json", """{ "_class_name": "FlowMatchEulerDiscreteScheduler", "num_train_timesteps": 1000, "shift": 1.0 }""")
            .Write("vae_decoder/config.json", """{ "latents_mean": [0.5, -0.25, 0.125, 1.0], "latents_std": [2.0, 1.5, 3.0, 0.5] }""")
            .Write("tokenizer/tokenizer_config.json", "{}");
        File.Copy(Path.Combine(Vectors.Own, "unigram", UnigramTokenizer.FileName), _folder["tokenizer/spiece.model"]);
        _text.Write(_folder["text_encoder/model.onnx"]);
        _vae.WriteDecoder(_folder["vae_decoder/model.onnx"]);
        _denoiser.Write(_folder["transformer/model.onnx"]);
    }

    // six frames are three latent frames, which are nine; a graph that was made for more makes more
    [Theory]
    [InlineData(-1, 3)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    public void Denoise_AClip_IsThePlainLoop(int exported, int latentFrames)
    {
        (_denoiser with { Frames = exported }).Write(_folder["transformer/model.onnx"]);
        AssertPlain(latentFrames, (x, t, context) => _denoiser.Predict(x, t, context));
    }

    [Fact]
    public void Denoise_NamesOfAOneOffExport_IsThePlainLoop()
    {
        (_denoiser with { Sample = "latent_input", Context = "text_embeddings", Output = "noise_prediction" }).Write(_folder["transformer/model.onnx"]);
        AssertPlain(3, (x, t, context) => _denoiser.Predict(x, t, context));
    }

    // Wan 2.2: another transformer for what is left when most of the noise is gone
    [Fact]
    public void Denoise_TwoExperts_ChangesAtTheBoundary()
    {
        _folder.Write("model_index.json", """{ "_class_name": "WanPipeline", "boundary_ratio": 0.5 }""");
        var graph = new OnnxGraph();
        var sample = graph.Input("hidden_states", OnnxType.Float, -1, Channels, -1, -1, -1);
        graph.Input("timestep", OnnxType.Float, -1);
        graph.Input("encoder_hidden_states", OnnxType.Float, -1, -1, _denoiser.Width);
        graph.Output("out_sample", graph.Node("Mul", [sample, graph.Constant([0.5f])]), OnnxType.Float, -1, Channels, -1, -1, -1);
        graph.Save(_folder["transformer_2/model.onnx"]);
        AssertPlain(3, (x, t, context) => t >= 500 ? _denoiser.Predict(x, t, context) : [.. x.Select(value => value * 0.5)]);
    }

    [Theory]
    [InlineData("WanPipeline")]
    [InlineData(null)]
    public async Task Read_ItsFolder_IsItsFamily(string? className)
    {
        if (className is not null)
            _folder.Write("model_index.json", $$"""{ "_class_name": "{{className}}", "boundary_ratio": null }""");
        _folder.Write("scheduler/scheduler_config.json", UniPc);
        var found = _folder.Read();
        Assert.Empty(found.Problems);
        Assert.Equal(("Wan", 5.0, 16.0), (found.Family, found.Defaults!.GuidanceScale, found.Defaults.FramesPerSecond));
        Assert.Equal(new ModelAspect("16:9", 832, 480), found.Defaults.Aspects[0]);

        using var pipeline = await _folder.LoadAsync();
        var previews = new List<byte[]>();
        var frames = await pipeline.CollectAsync(Request, step =>
        {
            var shown = step.Predict(64, 3);
            previews.AddRange(shown.Select(frame => frame.Pixels.ToArray()));
            shown.DisposeAll();
        });
        Assert.Equal(6, frames.Count);
        Assert.NotEqual(frames[0], frames[5]);
        Assert.Equal(3 * Request.Steps, previews.Count);
        Assert.All(previews, preview => Assert.Equal(4 * 2 * 3, preview.Length));
        Assert.NotEqual(previews[0], previews[2]);
    }

    // nothing can be fitted before: the first clip teaches what the second is shown with
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Predict_ADecoderThatCannotBeAskedBeforehand_IsShownFromTheSecondClipOn(bool isFixed)
    {
        (_vae with { Latent = isFixed ? [3, 2, 4] : [-1, -1, -1] }).WriteDecoder(_folder["vae_decoder/model.onnx"]);
        using var pipeline = isFixed ? await _folder.LoadAsync() : await _folder.LoadWithLittleMemoryAsync();
        Assert.Equal(0, await Previews());
        Assert.Equal(2 * Request.Steps, await Previews());

        async Task<int> Previews()
        {
            var previews = 0;
            await pipeline.CollectAsync(Request, step =>
            {
                var shown = step.Predict(64, 2);
                previews += shown.Count;
                shown.DisposeAll();
            });
            return previews;
        }
    }

    [Fact]
    public void IsUsual_TheReleasedModelsUnits_HaveKnownColours()
    {
        Assert.False(WanLatents.Read(_folder.Path).IsUsual);
        File.Delete(_folder["vae_decoder/config.json"]);
        var usual = WanLatents.Read(_folder.Path);
        Assert.True(usual.IsUsual);
        Assert.Equal(usual.Channels, LatentColours.Wan.Channels);
        Assert.False((usual with { Means = [.. usual.Means.Skip(1), usual.Means[0]] }).IsUsual);
    }

    [Fact]
    public void Read_MissingPieces_AreAllNamed()
    {
        _folder.Write("model_index.json", """{ "_class_name": "WanPipeline", "boundary_ratio": 0.875 }""");
        File.Delete(_folder["tokenizer/spiece.model"]);
        File.Delete(_folder["vae_decoder/model.onnx"]);
        Assert.Equal(
            ["tokenizer/spiece.model", "transformer_2/model.onnx", "vae_decoder/model.onnx"],
            _folder.Read().Problems.Select(problem => problem.File));
    }

    [Fact]
    public void Read_ATimeForEveryToken_IsRefusedByName()
    {
        _folder.Write("model_index.json", """{ "_class_name": "WanPipeline", "expand_timesteps": true }""");
        var problem = Assert.Single(_folder.Read().Problems);
        Assert.Equal((ModelFolderProblemKind.Unsupported, "wan-5b"), (problem.Kind, problem.Code));
        Assert.Contains("expand_timesteps", problem.Message);
    }

    [Fact]
    public void Read_AShiftThatEveryClipBrings_IsRefusedByName()
    {
        _folder.Write("scheduler/scheduler_config.json", """{ "_class_name": "FlowMatchEulerDiscreteScheduler", "use_dynamic_shifting": true }""");
        Assert.Contains("use_dynamic_shifting", Assert.Single(_folder.Read().Problems).Message);
    }

    [Theory]
    [InlineData(40, 16, 6, "multiples of 16")]
    [InlineData(32, 16, 10, "at most 9 frames")]
    public async Task GenerateAsync_WhatItCannotMake_SaysWhatItCan(int width, int height, int frames, string said)
    {
        (_denoiser with { Frames = 3 }).Write(_folder["transformer/model.onnx"]);
        using var pipeline = await _folder.LoadAsync();
        var e = await Assert.ThrowsAsync<DiffusionException>(() => pipeline.CollectAsync(Request with { Width = width, Height = height, FrameCount = frames }));
        Assert.Equal(DiffusionFault.RequestUnsupported, e.Fault);
        Assert.Contains(said, e.Message);
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

    [Theory]
    [InlineData("  a fox\n in &amp;amp; out ", "a fox in & out")]
    [InlineData("", "")]
    public void Clean_APrompt_IsAsItWasTrainedOn(string prompt, string expected) => Assert.Equal(expected, PromptText.Clean(prompt));

    public void Dispose() => _folder.Dispose();

    private void AssertPlain(int latentFrames, Func<double[], double, double[], double[]> predict)
    {
        using var model = new WanModel(_folder.Sessions, _folder.Path, seed => new PhiloxNoise(seed));
        using var scope = new RunScope(CancellationToken.None);
        using var generation = new WanGeneration(model, Request, new Requests.Observer(), scope);
        generation.Encode();
        generation.Prepare();
        generation.Denoise();

        const int area = 4 * 2;
        var (positive, negative) = (Context(Request.Prompt), Context(Request.NegativePrompt ?? ""));
        double[] x = [.. ToyNumbers.Noise(Request.Seed, Channels * latentFrames * area).Select(value => (double)value)];
        double[] sigmas = [.. Enumerable.Range(0, Request.Steps).Select(i => 1 + i / (Request.Steps - 1.0) * (0.001 - 1)), 0];
        for (var step = 0; step < Request.Steps; step++)
        {
            var time = sigmas[step] * 1000;
            var guided = predict(x, time, negative).Zip(predict(x, time, positive), (n, p) => n + Request.GuidanceScale * (p - n)).ToArray();
            for (var i = 0; i < x.Length; i++)
                x[i] += (sigmas[step + 1] - sigmas[step]) * guided[i];
        }

        ToyNumbers.AssertNear(x, generation.Latents, 1e-3);
        double[] latent = [.. x.Select((value, i) => value * Deviations[i / latentFrames / area] + Means[i / latentFrames / area])];
        var index = 0;
        foreach (var frame in generation.Decode())
            ToyNumbers.AssertNear([.. _vae.Decode(latent, latentFrames, 4, index++).Select(value => value / 2 + 0.5)], frame.Span, 2e-3);
        Assert.Equal(Request.FrameCount, index);
        Assert.True(scope.EndsStage); // what the decoder took beside its weights was given back
    }

    private double[] Context(string prompt)
    {
        var ids = new long[Tokens];
        var count = UnigramTokenizer.Read(_folder.Path, "tokenizer").Encode(prompt, ids);
        for (var i = 0; i < count; i++)
            ids[i] += ToyTextEncoder.MaskWeight;
        var states = _text.Encode(ids);
        Array.Clear(states, count * _text.Width, states.Length - count * _text.Width);
        return states;
    }
}
