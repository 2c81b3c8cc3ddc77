using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>One request on its way: encode, prepare, denoise, render. Runs on the pipeline's lanes.</summary>
internal sealed class LanternGeneration(LanternParts parts, VideoRequest request, IPipelineObserver observer, RunScope scope)
{
    private readonly LanternLoop _loop = parts.Loop(guided: request.GuidanceScale != 1);
    private int _step;

    public async Task RunAsync(FrameQueue queue)
    {
        Encode();
        Prepare();
        await DenoiseAsync();
        parts.Scene.Paint(_loop, scope);
        await RenderAsync(queue);
    }

    private void Encode() => _loop.Prompt.Encode(request.Prompt, request.NegativePrompt, scope);

    private void Prepare() =>
        _loop.Begin(parts.Scheduler, parts.Noise(request.Seed), request.Steps, (float)request.GuidanceScale);

    private async Task DenoiseAsync()
    {
        for (_step = 0; _step < request.Steps; _step++)
        {
            await _loop.StepAsync(_step, scope);
            var step = new LanternStep(_step + 1, request.Steps, Predict);
            try
            {
                observer.OnStep(step);
            }
            finally
            {
                step.Close();
            }
        }
    }

    private IReadOnlyList<RgbFrame> Predict(int maxSide, int frameCount)
    {
        parts.PreviewScene.PaintPrediction(_loop, _step, scope);
        var lane = parts.PreviewLane(request.Width, request.Height, maxSide, frameCount);
        lane.Render(0, frameCount, scope);
        var frames = new List<RgbFrame>(frameCount);
        try
        {
            for (var i = 0; i < frameCount; i++)
                frames.Add(lane.Take(i, out _));
            return frames;
        }
        catch
        {
            frames.ForEach(frame => frame.Dispose());
            throw;
        }
    }

    private async Task RenderAsync(FrameQueue queue)
    {
        var renderer = parts.Renderer(request.Width, request.Height);
        // a lane that fails must end the others, which may be waiting for room in the queue
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(scope.Token);
        var brightest = await Task.WhenAll(renderer.Lanes.Select((lane, index) => parts.Lanes.Run(() => RenderLaneAsync(queue, lane, index, failure))));
        BlackGuard.Check(brightest.Max(), "the frames");
    }

    // batches go to the lanes in turn: the same frames on the same lane each time
    private async Task<byte> RenderLaneAsync(FrameQueue queue, StageLane lane, int index, CancellationTokenSource failure)
    {
        try
        {
            byte brightest = 0;
            for (var first = index * lane.Batch; first < request.FrameCount; first += parts.LaneCount * lane.Batch)
            {
                lane.Render(first, request.FrameCount, scope);
                for (var i = 0; i < lane.Batch && first + i < request.FrameCount; i++)
                {
                    var frame = lane.Take(i, out var frameBrightest);
                    brightest = Math.Max(brightest, frameBrightest);
                    await queue.WriteAsync(index, frame, failure.Token);
                }
            }

            return brightest;
        }
        catch
        {
            await failure.CancelAsync();
            throw;
        }
    }
}
