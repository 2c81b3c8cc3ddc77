using StudioApp.Core.Generations;
using StudioApp.Core.Outcomes;
using StudioApp.Diffusion;
using StudioApp.Media;

namespace StudioApp.Engine.Tests.Workers;

/// <summary>Whatever a generator throws: the job ends as Failed with that reason, its files go, and the next one runs.</summary>
public sealed class WorkerFaultTests : StudioTest
{
    public static TheoryData<Exception, string> Faults => new()
    {
        { new DiffusionException(DiffusionFault.NotFinite, "NaN") { Where = "actor latents", Step = 4 }, "generation.output-not-finite" },
        { new DiffusionException(DiffusionFault.Black, "black"), "generation.output-black" },
        { new DiffusionException(DiffusionFault.OutOfMemory, "memory"), "generation.out-of-memory" },
        { new DiffusionException(DiffusionFault.ModelInvalid, "unet/model.onnx is cut off"), "generation.model-unusable" },
        { new DiffusionException(DiffusionFault.RuntimeUnsupported, "no such operator"), "generation.model-unusable" },
        { new DiffusionException(DiffusionFault.RequestUnsupported, "only 64 x 64"), "generation.not-made-by-model" },
        { new MediaException(MediaFault.FfmpegMissing, "no ffmpeg"), "generation.ffmpeg-missing" },
        { new MediaException(MediaFault.DiskFull, "full"), "generation.disk-full" },
        { new MediaException(MediaFault.EncodingFailed, "died") { FfmpegLog = "x264 [error]" }, "generation.encoding-failed" },
        { new OperationCanceledException("its own timeout, not ours"), "generation.unexpected" },
        { new InvalidOperationException("a bug"), "generation.unexpected" },
    };

    [Fact]
    public async Task Throws_FailsWithThatReasonAndTheNextOneRuns()
    {
        foreach (var (exception, code) in Faults.Select(row => ((Exception)row[0], (string)row[1])))
        {
            var queued = await Studio.SubmitAsync(code);
            var run = await Studio.Generator.Started();
            await File.WriteAllTextAsync(run.Draft.VideoPath, "half");
            run.Throw(exception);

            var failed = await Studio.UntilAsync(queued.Id, GenerationState.Failed);
            Assert.Equal(code, failed.Error?.Code);
            Assert.Empty(Studio.MediaFolders());
        }
    }

    [Fact]
    public async Task DiskFull_AsTheSystemSaysIt_IsExplained()
    {
        var queued = await Studio.SubmitAsync("too large");
        var run = await Studio.Generator.Started();
        var full = await Record.ExceptionAsync(async () =>
        {
            await using var device = new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
            await device.WriteAsync(new byte[65_536]);
            await device.FlushAsync();
        });
        run.Throw(Assert.IsAssignableFrom<IOException>(full));

        Assert.Equal("generation.disk-full", (await Studio.UntilAsync(queued.Id, GenerationState.Failed)).Error?.Code);
    }

    [Fact]
    public async Task ReturnsAnError_IsKeptWhole()
    {
        var queued = await Studio.SubmitAsync("refused");
        var error = new StudioError("remote.quota", "Over quota.", ["a"]) { Details = "429" };
        (await Studio.Generator.Started()).Fail(error);

        Assert.Equal(error, (await Studio.UntilAsync(queued.Id, GenerationState.Failed)).Error);
    }

    [Fact]
    public async Task ModelHasGoneSinceItWasQueued_Fails()
    {
        var queued = await Studio.Queue.SubmitAsync(new GenerationRequest { Prompt = "a fox", Model = "gone" }, Core.People.PersonId.Local, default);

        var failed = await Studio.UntilAsync(queued.Value!.Id, GenerationState.Failed);
        Assert.Equal("generation.model-unknown", failed.Error?.Code);
    }

    [Fact]
    public async Task Progress_IsSeenWhileItRunsAndForgottenAfter()
    {
        var queued = await Studio.SubmitAsync("a fox");
        var run = await Studio.Generator.Started();
        var progress = new GenerationProgress(GenerationPhase.Denoising, 3, 12, 0, 120, TimeSpan.FromSeconds(1), null);
        GenerationNews? heard = null;
        using (Studio.Feed.Subscribe(news => heard = news is GenerationNews.Progressed ? news : heard))
            run.Progress.Report(progress);

        Assert.Equal(new GenerationNews.Progressed(queued.Id, progress), heard);
        Assert.Equal(progress, Studio.Feed.ProgressOf(queued.Id));

        run.Succeed();
        await Studio.UntilAsync(queued.Id, GenerationState.Succeeded);
        Assert.Null(Studio.Feed.ProgressOf(queued.Id));
    }

    [Fact]
    public async Task Finished_ClipIsToldToTheGallery()
    {
        var told = new TaskCompletionSource<Core.Clips.Clip>();
        using var subscription = Studio.Get<Core.Clips.IClipFeed>().Subscribe(news => told.TrySetResult(news.Clip));
        var queued = await Studio.SubmitAsync("a fox");
        (await Studio.Generator.Started()).Succeed();

        Assert.Equal(queued.Id, (await told.Task.WaitAsync(TimeSpan.FromSeconds(20))).Generation);
    }
}
