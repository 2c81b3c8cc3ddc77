using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>
/// The paper theatre: an actor, a backdrop and a motion are denoised once, and a stage composites any number of frames from them, so that a clip of any
/// length costs the same denoising and nothing flickers. One request on its way: encode, prepare, denoise, decode, render. Runs on the pipeline's lanes.
/// </summary>
internal sealed class LanternGeneration(LanternParts parts, VideoRequest request, IPipelineObserver observer, RunScope scope)
{
    private readonly LanternLoop _loop = parts.Loop(guided: request.GuidanceScale != 1);

    public async Task RunAsync(FrameQueue queue)
    {
        Encode();
        Prepare();
        await DenoiseAsync();
        Decode();
        await RenderAsync(queue);
    }

    private void Encode() => _loop.Prompt.Encode(request.Prompt, request.NegativePrompt ?? "", scope);

    private void Prepare() =>
        _loop.Begin(parts.Scheduler, parts.Noise(request.Seed), request.Steps, (float)request.GuidanceScale);

    private async Task DenoiseAsync()
    {
        for (var step = 0; step < request.Steps; step++)
        {
            await _loop.StepAsync(step, scope);
            PredictableStep.Tell(observer, step + 1, request.Steps, Predict);
        }
    }

    private void Decode() => parts.Scene.Paint(_loop, scope);

    private IReadOnlyList<RgbFrame> Predict(int maxSide, int frameCount)
    {
        parts.PreviewScene.PaintPrediction(_loop, scope);
        var all = parts.PreviewRenderer(request.Width, request.Height, maxSide).Lanes;
        var lanes = Math.Min(all.Count, frameCount);
        var frames = new RgbFrame?[frameCount];
        try
        {
            parts.Lanes.ForkJoin(lanes, index =>
            {
                for (var i = index; i < frameCount; i += lanes)
                    frames[i] = all[index].Render(i, frameCount, out _);
            });
            return frames!; // every lane has filled its part
        }
        catch
        {
            foreach (var frame in frames)
                frame?.Dispose();
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
            for (var first = index * parts.Batch; first < request.FrameCount; first += parts.LaneCount * parts.Batch)
            {
                for (var i = first; i < Math.Min(first + parts.Batch, request.FrameCount); i++)
                {
                    failure.Token.ThrowIfCancellationRequested();
                    var frame = lane.Render(i, request.FrameCount, out var frameBrightest);
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
