using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Pipelines.StableVideoDiffusion;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tests.Support.Toys;
using StudioApp.TestKit.Onnx;

namespace StudioApp.Diffusion.Tests.Pipelines.StableVideoDiffusion;

public sealed class StableVideoDiffusionTests : IDisposable
{
    private const int Side = 4;
    private const int Width = 8;
    private const int LatentWidth = 4;
    private const int LatentSize = 4 * 2 * LatentWidth;
    private const double Factor = 0.18215;
    private const double Augmentation = 0.02;

    // as the released model has it
    private const string Scheduler = """
        { "_class_name": "EulerDiscreteScheduler", "beta_end": 0.012, "beta_schedule": "scaled_linear", "beta_start": 0.00085, "clip_sample": false, "interpolation_type": "linear",
          "num_train_timesteps": 1000, "prediction_type": "v_prediction", "set_alpha_to_one": false, "sigma_max": 700.0, "sigma_min": 0.002, "skip_prk_steps": true,
          "steps_offset": 1, "timestep_spacing": "leading", "timestep_type": "continuous", "trained_betas": null, "use_karras_sigmas": true }
        """;

    private readonly RgbFrame _source = ToyPicture.Rent(32, 16);
    private readonly ToyImageEncoder _eye = new(Side, Width);
    private readonly ToyVae _vae = new() { AsksForFrames = true };
    private readonly ToyFolder _folder = new();
    private readonly VideoRequest _request;

    public StableVideoDiffusionTests()
    {
        _request = ToyStableDiffusion.Request with { Source = _source, FramesPerSecond = 7, FrameCount = 3, Motion = 100, GuidanceScale = 3 };
        _folder.Write("scheduler/scheduler_config.json", Scheduler);
        _eye.Write(_folder["image_encoder/model.onnx"]);
        _vae.WriteEncoder(_folder["vae_encoder/model.onnx"]);
        _vae.WriteDecoder(_folder["vae_decoder/model.onnx"]);
        Denoiser(-1).Write(_folder["unet/model.onnx"]);
    }

    // open frames, the clip's number, and more than it needs; a batch of two, and two runs
    [Theory]
    [InlineData(-1, -1)]
    [InlineData(3, 1)]
    [InlineData(5, -1)]
    public void Denoise_APicture_IsThePlainLoop(int frames, int batch) => AssertPlain(_request, frames, batch);

    [Fact]
    public void Denoise_NoGuidance_IsThePlainLoop() => AssertPlain(_request with { GuidanceScale = 1 }, -1, -1);

    [Fact]
    public void Denoise_APictureOfAnotherShape_IsSeenWhole()
    {
        using var wide = ToyPicture.Rent(48, 16);
        AssertPlain(_request with { Source = wide }, -1, -1);
    }

    // all of them look at each other, as many as memory takes
    [Theory]
    [InlineData(null, 10, 0)]
    [InlineData(9, 8, 2)]
    public void Decode_ManyFrames_TellsTheDecoderHowManyComeTogether(int? most, int first, int last)
    {
        (_vae with { MostFrames = most }).WriteDecoder(_folder["vae_decoder/model.onnx"]);
        using var model = new StableVideoModel(_folder.Sessions, _folder.Path, seed => new PhiloxNoise(seed));
        using var scope = new RunScope(CancellationToken.None);
        using var generation = new StableVideoGeneration(model, _request with { FrameCount = 10 }, new Requests.Observer(), scope);
        generation.Encode();
        generation.Prepare();
        generation.Denoise();
        Assert.False(scope.EndsStage);
        var ends = new List<bool>();
        AssertDecoded(
            [.. generation.Latents.ToArray().Select(value => (double)value)], generation, frame => frame < first ? first : last, () => ends.Add(scope.EndsStage));
        Assert.Equal([.. Enumerable.Repeat(last == 0, first), .. Enumerable.Repeat(true, last)], ends);
    }

    [Theory]
    [InlineData("StableVideoDiffusionPipeline")]
    [InlineData(null)]
    public async Task Read_ItsFolder_IsItsFamily(string? className)
    {
        if (className is not null)
            _folder.Write("model_index.json", $$"""{ "_class_name": "{{className}}" }""");
        _folder.Write("unet/config.json", """{ "sample_size": 96, "num_frames": 25 }""");
        var found = _folder.Read();
        Assert.Empty(found.Problems);
        Assert.Equal((true, false), (found.NeedsPicture, found.TakesPicture));
        Assert.Equal(("Stable Video Diffusion", 3.0, 7.0), (found.Family, found.Defaults!.GuidanceScale, found.Defaults.FramesPerSecond));
        Assert.Equal(new ClipSeconds(1, 3, 3), found.Defaults.Seconds);
        Assert.Contains(new ModelAspect("16:9", 1024, 576), found.Defaults.Aspects);

        using var pipeline = await _folder.LoadAsync();
        var previews = 0;
        var frames = await pipeline.CollectAsync(_request, step => previews += Count(step.Predict(64, 2)));
        Assert.Equal((3, 2 * _request.Steps), (frames.Count, previews));
        Assert.All(frames, frame => Assert.Equal(32 * 16 * 3, frame.Length));

        static int Count(IReadOnlyList<RgbFrame> frames)
        {
            frames.DisposeAll();
            return frames.Count;
        }
    }

    [Fact]
    public void Read_MissingPieces_AreAllNamed()
    {
        _folder.Write("model_index.json", """{ "_class_name": "StableVideoDiffusionPipeline" }""");
        string[] missing = ["image_encoder/model.onnx", "vae_encoder/model.onnx", "vae_decoder/model.onnx", "scheduler/scheduler_config.json"];
        foreach (var file in missing)
            File.Delete(_folder[file]);
        Assert.Equal(missing, _folder.Read().Problems.Select(problem => problem.File));
    }

    [Fact]
    public async Task GenerateAsync_WhatItCannotMake_SaysWhatItCan()
    {
        using var pipeline = await _folder.LoadAsync();
        var nothing = await Assert.ThrowsAsync<DiffusionException>(() => pipeline.CollectAsync(_request with { Source = null }));
        Assert.Contains("Give it one", nothing.Message);
        var tooLong = await Assert.ThrowsAsync<DiffusionException>(() => pipeline.CollectAsync(_request with { FrameCount = 15 }));
        Assert.Contains("at most 14", tooLong.Message);
        Assert.All([nothing, tooLong], e => Assert.Equal(DiffusionFault.RequestUnsupported, e.Fault));
    }

    [Fact]
    public async Task GenerateAsync_LittleMemory_GivesTheSameFrames()
    {
        using var pipeline = await _folder.LoadAsync();
        using var frugal = await _folder.LoadWithLittleMemoryAsync();
        var expected = await pipeline.CollectAsync(_request);
        Assert.Equal(expected, await frugal.CollectAsync(_request));
        Assert.Equal(expected, await frugal.CollectAsync(_request));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _source.Dispose();
    }

    private static ToyDenoiser Denoiser(int frames, int batch = -1) => new()
    {
        Rank = 5,
        ChannelAxis = 2,
        Channels = 8,
        Width = Width,
        Frames = frames,
        Batch = batch,
        TimeType = OnnxType.Float,
        Others = [new ToyInput("added_time_ids", 3)],
    };

    private void AssertPlain(VideoRequest request, int frames, int batch)
    {
        Denoiser(frames, batch).Write(_folder["unet/model.onnx"]);
        using var model = new StableVideoModel(_folder.Sessions, _folder.Path, seed => new PhiloxNoise(seed));
        using var scope = new RunScope(CancellationToken.None);
        using var generation = new StableVideoGeneration(model, request, new Requests.Observer(), scope);
        generation.Encode();
        generation.Prepare();
        generation.Denoise();

        var expected = Plain(request, frames < 0 ? request.FrameCount : frames);
        ToyNumbers.AssertNear(expected, generation.Latents, 1e-3);
        AssertDecoded(expected, generation, _ => Math.Max(frames, request.FrameCount));
    }

    private void AssertDecoded(double[] latents, StableVideoGeneration generation, Func<int, int> together, Action? onFrame = null)
    {
        var frame = 0;
        foreach (var pixels in generation.Decode())
        {
            onFrame?.Invoke();
            double[] latent = [.. latents.Skip(frame * LatentSize).Take(LatentSize).Select(value => value / Factor)];
            ToyNumbers.AssertNear([.. _vae.Decode(latent, LatentWidth, together(frame)).Select(value => value / 2 + 0.5)], pixels.Span, 2e-3);
            frame++;
        }

        Assert.True(frame >= 3);
    }

    /// <summary>The reference's loop: Euler over Karras' noise levels with v-prediction, the picture's latent beside every frame, guidance from 1 to its scale.</summary>
    private double[] Plain(VideoRequest request, int frames)
    {
        double[] mean = [0.48145466, 0.4578275, 0.40821073], deviation = [0.26862954, 0.26130258, 0.27577711];
        var source = request.Source!; // every request here has one
        var seen = SmoothResize.To(PicturePlanes.Of(source), source.Width, source.Height, Side);
        var embedding = _eye.Encode([.. seen.Select((value, i) => ((value + 1) / 2 - mean[i / (Side * Side)]) / deviation[i / (Side * Side)])]);
        var noise = ToyNumbers.Noise(request.Seed, 3 * 32 * 16, NoiseStreams.Picture);
        var picture = _vae.Encode([.. PicturePlanes.Fit(source, 32, 16).Zip(noise, (value, n) => value + Augmentation * n)], 32)[..LatentSize];
        double[] told = [6, request.Motion, Augmentation];

        double[] sigmas = [.. Enumerable.Range(0, request.Steps)
            .Select(i => Math.Pow(Math.Pow(700, 1 / 7.0) + i / (request.Steps - 1.0) * (Math.Pow(0.002, 1 / 7.0) - Math.Pow(700, 1 / 7.0)), 7)), 0];
        var x = ToyNumbers.Noise(request.Seed, frames * LatentSize).Select(value => value * Math.Sqrt(700 * 700 + 1)).ToArray();
        for (var step = 0; step < request.Steps; step++)
        {
            var (sigma, next) = (sigmas[step], sigmas[step + 1]);
            var time = 0.25 * Math.Log(sigma);
            double[] input = [.. x.Select(value => value / Math.Sqrt(sigma * sigma + 1))];
            var positive = Denoiser(frames).Predict(Beside(input, picture), time, embedding, told);
            var negative = Denoiser(frames).Predict(Beside(input, new double[LatentSize]), time, new double[Width], told);
            for (var i = 0; i < x.Length; i++)
            {
                var guidance = 1 + (request.GuidanceScale - 1) * (i / LatentSize) / (frames - 1);
                var v = negative[i] + guidance * (positive[i] - negative[i]);
                var clean = x[i] / (sigma * sigma + 1) - v * sigma / Math.Sqrt(sigma * sigma + 1);
                x[i] += (x[i] - clean) / sigma * (next - sigma);
            }
        }

        return x;
    }

    private static double[] Beside(double[] input, double[] picture) => [.. input.Chunk(LatentSize).SelectMany(frame => frame.Concat(picture))];
}
