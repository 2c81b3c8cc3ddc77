using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.Pipelines.Lantern;

[Collection(LanternTests.Name)]
public sealed class LanternPipelineTests(LanternFixture lantern)
{
    [Fact]
    public async Task GenerateAsync_Request_GivesItsStepsAndFrames()
    {
        var steps = new List<(int, int)>();
        var frames = await lantern.Pipeline.CollectAsync(Requests.Small with { FrameCount = 7, Steps = 3 }, step => steps.Add((step.Index, step.Count)));

        Assert.Equal([(1, 3), (2, 3), (3, 3)], steps);
        Assert.Equal(7, frames.Count);
        Assert.All(frames, frame => Assert.Equal(64 * 64 * 3, frame.Length));
        Assert.NotEqual(frames[0], frames[^1]); // it moves
        Assert.Equal("CPU (2 threads)", lantern.Pipeline.Device);
    }

    [Fact]
    public async Task GenerateAsync_SameRequestAgain_GivesTheSameBytes()
    {
        var first = await lantern.Pipeline.CollectAsync(Requests.Small);
        var second = await lantern.Pipeline.CollectAsync(Requests.Small);
        using var fresh = await new LanternHost().LoadAsync();
        var third = await fresh.CollectAsync(Requests.Small);

        Assert.Equal(first, second);
        Assert.Equal(first, third);
    }

    [Fact]
    public async Task GenerateAsync_PreviewsTaken_GivesTheSameBytes()
    {
        var without = await lantern.Pipeline.CollectAsync(Requests.Small);
        var with = await lantern.Pipeline.CollectAsync(Requests.Small, step => step.Predict(48, 3).DisposeAll());
        Assert.Equal(without, with);
    }

    [Fact]
    public async Task GenerateAsync_AnythingElse_GivesOtherBytes()
    {
        var frames = await lantern.Pipeline.CollectAsync(Requests.Small);
        VideoRequest[] others =
        [
            Requests.Small with { Seed = 8 },
            Requests.Small with { Prompt = "a rocket flying up in the space at night" },
            Requests.Small with { NegativePrompt = "forest" },
            Requests.Small with { GuidanceScale = 3 },
            Requests.Small with { GuidanceScale = 1 },
            Requests.Small with { Steps = 3 },
        ];
        foreach (var other in others)
            Assert.NotEqual(frames, await lantern.Pipeline.CollectAsync(other));
    }

    // v = negative + g (positive - negative): with g = 1 the negative prompt cancels out, whichever way it is computed
    [Fact]
    public async Task GenerateAsync_GuidanceOff_TakesNoNoticeOfTheNegativePrompt()
    {
        var off = Requests.Small with { GuidanceScale = 1 };
        Assert.Equal(
            await lantern.Pipeline.CollectAsync(off),
            await lantern.Pipeline.CollectAsync(off with { NegativePrompt = "fox" }));

        var almostOff = await lantern.Pipeline.CollectAsync(off with { GuidanceScale = 1.000001 });
        var nearest = (await lantern.Pipeline.CollectAsync(off)).Zip(almostOff, (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max()).Max();
        Assert.InRange(nearest, 0, 2);
    }

    [Fact]
    public async Task GenerateAsync_Guided_TakesNoMoreRunsThanUnguided()
    {
        // prompt and negative prompt share a run as a batch of two
        Assert.Equal(await RunsAsync(2), await RunsAsync(1));

        async Task<long> RunsAsync(double guidance)
        {
            var before = lantern.Host.Clock.Read().Runs;
            await lantern.Pipeline.CollectAsync(Requests.Small with { GuidanceScale = guidance });
            return lantern.Host.Clock.Read().Runs - before;
        }
    }

    [Theory]
    [InlineData(64, 64, 32, 32, 32)]
    [InlineData(96, 54, 48, 48, 27)]
    [InlineData(54, 96, 48, 27, 48)]
    [InlineData(64, 64, 500, 64, 64)]
    public async Task Predict_MaxSide_BoundsTheLongerSide(int width, int height, int maxSide, int expectedWidth, int expectedHeight)
    {
        var sizes = new List<(int, int)>();
        await lantern.Pipeline.CollectAsync(Requests.Small with { Width = width, Height = height, FrameCount = 2 }, step =>
        {
            var frames = step.Predict(maxSide, 3);
            sizes.AddRange(frames.Select(f => (f.Width, f.Height)));
            frames.DisposeAll();
        });
        Assert.Equal(Enumerable.Repeat((expectedWidth, expectedHeight), 6), sizes);
    }

    [Fact]
    public async Task Predict_LastStep_IsTheClipItself()
    {
        var predicted = new List<byte[]>();
        var frames = await lantern.Pipeline.CollectAsync(Requests.Small with { FrameCount = 4 }, step =>
        {
            predicted.Clear();
            var now = step.Predict(64, 4);
            predicted.AddRange(now.Select(f => f.Pixels.ToArray()));
            now.DisposeAll();
        });
        Assert.Equal(frames, predicted);
    }

    [Fact]
    public async Task Predict_AfterTheStep_IsRefused()
    {
        PipelineStep? kept = null;
        await lantern.Pipeline.CollectAsync(Requests.Small, step => kept = step);
        Assert.Throws<InvalidOperationException>(() => kept!.Predict(64, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task GenerateAsync_OddFrameCounts_GiveExactlyThatMany(int extra)
    {
        foreach (var count in new[] { 1 + extra, 3 + extra, 5 + extra })
            Assert.Equal(count, (await lantern.Pipeline.CollectAsync(Requests.Small with { FrameCount = count, Steps = 1 })).Count);
    }

    [Fact]
    public async Task GenerateAsync_OtherSizeAndBack_GivesTheSameBytes()
    {
        var square = await lantern.Pipeline.CollectAsync(Requests.Small);
        Assert.All(await lantern.Pipeline.CollectAsync(Requests.Small with { Width = 96, Height = 54 }), frame => Assert.Equal(96 * 54 * 3, frame.Length));
        Assert.Equal(square, await lantern.Pipeline.CollectAsync(Requests.Small));
    }

    [Fact]
    public async Task GenerateAsync_PromptOfUnknownWords_StillGivesAPicture()
    {
        Assert.Equal(10, (await lantern.Pipeline.CollectAsync(Requests.Small with { Prompt = "全く知らない言葉 🦊 xyzzy" })).Count);
    }

    [Fact]
    public async Task GenerateAsync_OutsideTheRanges_IsRefusedBeforeItStarts()
    {
        VideoRequest[] wrong =
        [
            Requests.Small with { Steps = 0 },
            Requests.Small with { FrameCount = 0 },
            Requests.Small with { Width = 63 },
            Requests.Small with { Height = 100_000 },
            Requests.Small with { Seed = -1 },
            Requests.Small with { GuidanceScale = double.NaN },
        ];
        foreach (var request in wrong)
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => lantern.Pipeline.CollectAsync(request));
    }

    [Fact]
    public async Task GenerateAsync_WhileAnotherRuns_WaitsItsTurn()
    {
        var alone = await lantern.Pipeline.CollectAsync(Requests.Small);
        var both = await Task.WhenAll(
            lantern.Pipeline.CollectAsync(Requests.Small),
            lantern.Pipeline.CollectAsync(Requests.Small with { Seed = 99 }));
        Assert.Equal(alone, both[0]);
    }
}
