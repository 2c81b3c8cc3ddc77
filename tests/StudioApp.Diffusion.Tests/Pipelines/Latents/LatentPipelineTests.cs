using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.Pipelines.Latents;

/// <summary>What Stable Diffusion and AnimateDiff owe whoever runs them, on models with random weights.</summary>
public sealed class LatentPipelineTests
{
    private static readonly VideoRequest Request = Requests.Small with { GuidanceScale = 7.5, FramesPerSecond = 8, FrameCount = 16, Steps = 3 };

    [Theory]
    [InlineData("tiny-sd")]
    [InlineData("tiny-animatediff")]
    public async Task GenerateAsync_SameRequest_GivesTheSameBytes(string name)
    {
        using var model = new TinyModel(name);
        using var pipeline = await model.LoadAsync();
        var first = await pipeline.CollectAsync(Request);
        Assert.Equal(16, first.Count);
        Assert.All(first, frame => Assert.Equal(64 * 64 * 3, frame.Length));
        Assert.Equal(first, await pipeline.CollectAsync(Request, step => step.Predict(64, 4).DisposeAll()));
        foreach (var other in new[] { Request with { Seed = 8 }, Request with { Prompt = "(a fox:1.4)" }, Request with { NegativePrompt = "forest" }, Request with { GuidanceScale = 1 } })
            Assert.NotEqual(first, await pipeline.CollectAsync(other));
    }

    [Fact]
    public async Task GenerateAsync_AModelOfPictures_HoldsItsOne()
    {
        using var model = new TinyModel("tiny-sd");
        using var pipeline = await model.LoadAsync();
        var frames = await pipeline.CollectAsync(Request with { FrameCount = 3 });
        Assert.Equal(3, frames.Count);
        Assert.All(frames, frame => Assert.Equal(frames[0], frame));
    }

    [Fact]
    public async Task GenerateAsync_AModelOfMotion_Moves()
    {
        using var model = new TinyModel("tiny-animatediff");
        using var pipeline = await model.LoadAsync();
        var frames = await pipeline.CollectAsync(Request);
        Assert.NotEqual(frames[0], frames[8]);
    }

    // a graph of exactly 16 frames, and clips that are shorter and longer
    [Theory]
    [InlineData(5)]
    [InlineData(37)]
    public async Task GenerateAsync_AnyLength_GivesAsManyFrames(int count)
    {
        using var model = new TinyModel("tiny-animatediff");
        using var pipeline = await model.LoadAsync();
        Assert.Equal(count, (await pipeline.CollectAsync(Request with { FrameCount = count, Steps = 2 })).Count);
    }

    // PNDM looks twice at one step: people asked for three and see three
    [Fact]
    public async Task OnStep_AMethodThatLooksTwice_CountsTheStepsThatWereAskedFor()
    {
        using var model = new TinyModel("tiny-sd");
        using var pipeline = await model.LoadAsync();
        var told = new List<(int, int)>();
        await pipeline.CollectAsync(Request, step => told.Add((step.Index, step.Count)));
        Assert.Equal([(1, 3), (2, 3), (3, 3), (3, 3)], told);
    }

    [Theory]
    [InlineData("tiny-sd", 1)]
    [InlineData("tiny-animatediff", 4)]
    public async Task Predict_AtAStep_ShowsTheWholeClipSmall(string name, int different)
    {
        using var model = new TinyModel(name);
        using var pipeline = await model.LoadAsync();
        var pictures = new List<byte[]>();
        await pipeline.CollectAsync(Request, step =>
        {
            if (step.Index != 2)
                return;
            foreach (var frame in step.Predict(256, 4))
            {
                pictures.Add(frame.Pixels.ToArray());
                frame.Dispose();
            }
        });
        Assert.Equal(4, pictures.Count);
        Assert.Equal(different, pictures.Select(Convert.ToHexString).Distinct().Count());
    }

    [Theory]
    [InlineData("tiny-sd")]
    [InlineData("tiny-animatediff")]
    public async Task GenerateAsync_CancelledAtAStep_DoesNotTakeAnother(string name)
    {
        using var model = new TinyModel(name);
        using var pipeline = await model.LoadAsync();
        using var stop = new CancellationTokenSource();
        var steps = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pipeline.CollectAsync(
            Request with { Steps = 20 },
            step =>
            {
                steps = step.Index;
                if (step.Index == 2)
                    stop.Cancel();
            },
            stop.Token));
        Assert.Equal(2, steps);
        Assert.Equal(16, (await pipeline.CollectAsync(Request)).Count);
    }

    [Theory]
    [InlineData("tiny-sd", 60, 64, 3, "multiples of 8")]
    [InlineData("tiny-animatediff", 128, 128, 3, "64 x 64 only")]
    [InlineData("tiny-sd", 64, 64, 1001, "at most 1000 steps")]
    public async Task GenerateAsync_WhatItCannotMake_SaysWhatItCan(string name, int width, int height, int steps, string said)
    {
        using var model = new TinyModel(name);
        using var pipeline = await model.LoadAsync();
        var e = await Assert.ThrowsAsync<DiffusionException>(() => pipeline.CollectAsync(Request with { Width = width, Height = height, Steps = steps }));
        Assert.Equal(DiffusionFault.RequestUnsupported, e.Fault);
        Assert.Contains(said, e.Message);
    }

    [Fact]
    public async Task GenerateAsync_AnotherSizeThanTheLast_IsMade()
    {
        using var model = new TinyModel("tiny-sd");
        using var pipeline = await model.LoadAsync();
        Assert.Equal(128 * 64 * 3, (await pipeline.CollectAsync(Request with { Width = 128, FrameCount = 1 }))[0].Length);
        Assert.Equal(64 * 64 * 3, (await pipeline.CollectAsync(Request with { FrameCount = 1 }))[0].Length);
    }

    // each graph open only while its stage lasts
    [Theory]
    [InlineData("tiny-sd")]
    [InlineData("tiny-animatediff")]
    public async Task GenerateAsync_MemoryIsShort_GivesTheSameBytes(string name)
    {
        using var roomy = new TinyModel(name, MemoryUse.Keep);
        using var tight = new TinyModel(name, MemoryUse.Free);
        using var first = await roomy.LoadAsync();
        using var second = await tight.LoadAsync();
        var expected = await first.CollectAsync(Request);
        Assert.Equal(expected, await second.CollectAsync(Request, step => step.Predict(64, 2).DisposeAll()));
        Assert.Equal(expected, await second.CollectAsync(Request));
    }

    [Fact]
    public async Task GenerateAsync_NaNInTheWeights_IsNamedWithItsStep()
    {
        using var model = new TinyModel("tiny-sd");
        new OnnxPatch(model.Copy.FileAt("unet/model.onnx")).FillSingle(0, float.NaN).Save();
        using var pipeline = await model.LoadAsync();
        var e = await Assert.ThrowsAsync<DiffusionException>(() => pipeline.CollectAsync(Request));
        Assert.Equal(DiffusionFault.NotFinite, e.Fault);
        Assert.Equal(("latents", 1), (e.Where, e.Step));
    }
}
