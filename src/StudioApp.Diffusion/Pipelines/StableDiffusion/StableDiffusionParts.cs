using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.StableDiffusion;

internal sealed class StableDiffusionParts(LatentModel model) : IModelParts
{
    public ExecutionDevice Executes => model.Device;

    public LaneScheduler Lanes { get; } = new(1, "stable diffusion");

    public int LaneCount => 1;

    public int Batch => 1;

    public void Check(VideoRequest request)
    {
        model.Check(request);
        if (request.Source is not null)
            model.CheckStart(request);
    }

    public async Task RunAsync(VideoRequest request, IPipelineObserver observer, FrameQueue queue, RunScope scope)
    {
        using var generation = new StableDiffusionGeneration(model, request, observer, scope);
        await generation.RunAsync(queue);
        model.Freed();
    }

    public void Dispose()
    {
        Lanes.Dispose();
        model.Dispose();
    }
}
