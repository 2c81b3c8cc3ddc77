using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StudioApp.Core.Generations;
using StudioApp.Core.Previews;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Engine.Local;
using StudioApp.Engine.Previews;

namespace StudioApp.Engine.Tests.Local;

/// <summary>One clip of about two seconds on a clock of its own, with the costs that a machine of two cores was measured to have.</summary>
public sealed class LocalRunTests
{
    private const double Share = 0.05;

    private readonly FakeTimeProvider _time = new();
    private readonly PreviewCosts _costs = new();
    private readonly StepSink _sink = new();

    [Fact]
    public async Task RenderAsync_TwelveSteps_EachGetsItsBurstWithinTheShare()
    {
        var (elapsed, spent) = await MakeAsync(slowness: 1);

        Assert.Equal(Enumerable.Range(1, 12), _sink.Bursts.Select(b => b.Step).Distinct());
        Assert.All(_sink.Bursts.Where(b => b.Step < 12), b => Assert.True(b.Frames.Count > 1, "a still looks like a hang"));
        Assert.InRange(spent / elapsed, 0, Share);
    }

    [Fact]
    public async Task RenderAsync_NextClipOnAMachineThirtyTimesAsSlow_PaysAtMostTwiceTheShare()
    {
        await MakeAsync(slowness: 1);
        _sink.Bursts.Clear();

        // what else runs may hit just the previews; the first shows it, and no other follows
        var (elapsed, spent) = await MakeAsync(slowness: 30, everyStep: false);

        Assert.Contains(_sink.Bursts, b => b.Step == 1);
        Assert.DoesNotContain(_sink.Bursts, b => b.Step is > 1 and < 12);
        Assert.InRange(spent / elapsed, Share, 2 * Share);
    }

    private async Task<(TimeSpan Elapsed, TimeSpan Spent)> MakeAsync(double slowness, bool everyStep = true)
    {
        var request = new VideoRequest("a fox", "", 1, Steps: 12, 2, 64, 64, 24, FrameCount: 120);
        var meter = new ProgressMeter(_time, request.Steps, request.FrameCount, known: null, new Pace(Ms(17), Ms(15), Ms(20)));
        var budget = new PreviewBudget(Share, processors: 2);
        await using var previews = new PreviewStream(
            GenerationId.New(_time.GetUtcNow()), _sink, new JpegPreviewEncoder(64), budget, _time, NullLogger.Instance);
        var sizes = new PreviewSizes(PreviewSize.Ladder(256, 6), _costs);
        var run = new LocalRun(request, meter, new Progress<GenerationProgress>(), previews, budget, sizes, _time);

        var frames = 0;
        await foreach (var _ in run.RenderAsync(new ClockworkPipeline(_time, slowness, everyStep ? _sink : null), default))
            frames++;
        Assert.Equal(request.FrameCount, frames);

        return (meter.Elapsed, budget.Spent);
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    /// <summary>Takes as long as Lantern for everything, on the fake clock.</summary>
    private sealed class ClockworkPipeline(FakeTimeProvider time, double slowness, StepSink? seen) : IVideoPipeline
    {
        public string Device => "a clock";

        public async IAsyncEnumerable<RgbFrame> GenerateAsync(VideoRequest request, IPipelineObserver observer, [EnumeratorCancellation] CancellationToken ct)
        {
            for (var step = 1; step <= request.Steps; step++)
            {
                time.Advance(Ms(17));
                observer.OnStep(new Step(step, request.Steps, time, slowness));
                if (seen is not null)
                    await seen.SawAsync(step);
            }

            for (var i = 0; i < request.FrameCount; i++)
            {
                time.Advance(Ms(15));
                yield return RgbFrame.Rent(request.Width, request.Height);
            }
        }

        public void Dispose()
        {
        }
    }

    private sealed record Step(int Index, int Count, FakeTimeProvider Time, double Slowness) : PipelineStep(Index, Count)
    {
        public override IReadOnlyList<RgbFrame> Predict(int maxSide, int frameCount)
        {
            Time.Advance(Ms(Slowness * (1.5 + (3.0 * maxSide * maxSide * frameCount / (96 * 96 * 4)))));
            return [.. Enumerable.Range(0, frameCount).Select(_ => RgbFrame.Rent(16, 16))];
        }
    }

    private sealed class StepSink : IPreviewSink
    {
        private readonly ConcurrentDictionary<int, TaskCompletionSource> _steps = [];

        public ConcurrentQueue<PreviewBurst> Bursts { get; } = [];

        /// <exception cref="TimeoutException">No burst of that step has come.</exception>
        public Task SawAsync(int step) => Of(step).Task.WaitAsync(TimeSpan.FromSeconds(10));

        public void Publish(PreviewBurst burst)
        {
            Bursts.Enqueue(burst);
            Of(burst.Step).TrySetResult();
        }

        private TaskCompletionSource Of(int step) => _steps.GetOrAdd(step, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
