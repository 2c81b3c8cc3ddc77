using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.StableVideoDiffusion;

internal sealed class StableVideoParts(StableVideoModel model) : IModelParts
{
    public ExecutionDevice Executes => model.Device;

    public LaneScheduler Lanes { get; } = new(1, "stable video diffusion");

    public int LaneCount => 1;

    public int Batch => 1;

    public void Check(VideoRequest request) => model.Check(request);

    public async Task RunAsync(VideoRequest request, IPipelineObserver observer, FrameQueue queue, RunScope scope)
    {
        using var generation = new StableVideoGeneration(model, request, observer, scope);
        await generation.RunAsync(queue);
    }

    public void Dispose()
    {
        Lanes.Dispose();
        model.Dispose();
    }
}
