using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.AnimateDiff;

internal sealed class AnimateDiffParts(LatentModel model) : IModelParts
{
    public ExecutionDevice Executes => model.Device;

    public LaneScheduler Lanes { get; } = new(1, "animate diff");

    public int LaneCount => 1;

    public int Batch => 1;

    public void Check(VideoRequest request)
    {
        VideoRequestCheck.RefuseSource(request);
        model.Check(request);
    }

    public async Task RunAsync(VideoRequest request, IPipelineObserver observer, FrameQueue queue, RunScope scope)
    {
        using var generation = new AnimateDiffGeneration(model, request, observer, scope);
        await generation.RunAsync(queue);
        model.Freed();
    }

    public void Dispose()
    {
        Lanes.Dispose();
        model.Dispose();
    }
}
