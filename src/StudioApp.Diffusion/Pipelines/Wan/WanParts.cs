using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Wan;

internal sealed class WanParts(WanModel model) : IModelParts
{
    public string Device => model.Device.Description;

    public LaneScheduler Lanes { get; } = new(1, "wan");

    public int LaneCount => 1;

    public int Batch => 1;

    public void Check(VideoRequest request) => model.Check(request);

    public async Task RunAsync(VideoRequest request, IPipelineObserver observer, FrameQueue queue, RunScope scope)
    {
        using var generation = new WanGeneration(model, request, observer, scope);
        await generation.RunAsync(queue);
    }

    public void Dispose()
    {
        Lanes.Dispose();
        model.Dispose();
    }
}
