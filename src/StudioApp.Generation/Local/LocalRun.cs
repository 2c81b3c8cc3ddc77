using System.Runtime.CompilerServices;
using StudioApp.Core.Generations;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Engine.Previews;

namespace StudioApp.Engine.Local;

/// <summary>Stands between the pipeline and the encoder of one generation: counts what passes, and shows some of it.</summary>
internal sealed class LocalRun(
    VideoRequest request,
    ProgressMeter meter,
    IProgress<GenerationProgress> progress,
    PreviewStream previews,
    PreviewBudget budget,
    PreviewSizes sizes,
    TimeProvider time) : IPipelineObserver
{
    /// <summary>A loop of predicted frames lasts about this long, whatever the clip's length: motion, not slides.</summary>
    private const double LoopSeconds = 1;

    /// <summary>Rendered frames shown in a second; a picture that lives, not the clip itself.</summary>
    private const double RenderedRate = 10;

    /// <summary>A picture that is older looks like a hang. So one is shown then although the share is spent, as it soon is on a machine that does much else.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromMilliseconds(600);

    // a walk that starts from a picture takes fewer than were asked for
    private int _steps = request.Steps;

    private long _shownAt;
    private long _renderedCost;

    private bool IsDue => time.GetElapsedTime(_shownAt) > Oldest && budget.Bears(meter.Elapsed);

    public void OnStep(PipelineStep step)
    {
        _steps = step.Count;
        meter.StepDone(step.Index, step.Count);
        progress.Report(meter.Now);
        if (!budget.IsOpen)
            return;

        var expected = meter.LeastExpected;
        var affordable = sizes.Choose(
            now: budget.LeftAt(expected, (double)step.Index / step.Count, rendered: 0),
            whole: budget.LeftAt(expected, denoised: 1, rendered: 0),
            step.Index,
            step.Count);
        if ((affordable ?? (IsDue ? sizes.Smallest : null)) is not { } size)
            return;

        var since = _shownAt = time.GetTimestamp();
        var frames = step.Predict(size.Side, Math.Min(size.Frames, request.FrameCount));
        var cost = time.GetElapsedTime(since);
        budget.Held(cost);
        if (frames.Count == 0)
            return;
        previews.Show(step.Index, step.Count, frames.Count / LoopSeconds, frames, encoded => sizes.Measured(size, cost + encoded));
    }

    /// <summary>The pipeline's pixels as the encoder wants them; each frame is given back when the next one is asked for.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> RenderAsync(IVideoPipeline pipeline, [EnumeratorCancellation] CancellationToken ct)
    {
        meter.Denoise();
        progress.Report(meter.Now);
        var done = 0;
        await foreach (var frame in pipeline.GenerateAsync(request, this, ct).ConfigureAwait(false))
        {
            using (frame)
            {
                ShowRendered(frame, (double)done / request.FrameCount);
                yield return frame.Pixels;
            }

            done++;
            meter.FrameDone();
            progress.Report(meter.Now);
        }
    }

    private void ShowRendered(RgbFrame frame, double rendered)
    {
        if (!budget.IsOpen
            || time.GetElapsedTime(_shownAt) < TimeSpan.FromSeconds(1 / RenderedRate)
            || (budget.LeftAt(meter.LeastExpected, denoised: 1, rendered).Ticks < Volatile.Read(ref _renderedCost) && !IsDue))
        {
            return;
        }

        _shownAt = time.GetTimestamp();
        var copy = RgbFrame.Rent(frame.Width, frame.Height);
        frame.Pixels.CopyTo(copy.Pixels);
        var cost = time.GetElapsedTime(_shownAt);
        budget.Held(cost);
        previews.Show(_steps, _steps, RenderedRate, [copy], encoded => Volatile.Write(ref _renderedCost, (cost + encoded).Ticks));
    }
}
