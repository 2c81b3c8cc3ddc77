using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>A model of latents on a thread of its own: the device does one thing at a time.</summary>
/// <param name="begin">What makes a request's clip.</param>
internal sealed class LatentParts<TModel>(
    TModel model, string name, Func<TModel, VideoRequest, IPipelineObserver, RunScope, LatentGeneration<TModel>> begin) : IModelParts
    where TModel : ILatentModel
{
    public ExecutionDevice Executes => model.Device;

    public LaneScheduler Lanes { get; } = new(1, name);

    public int LaneCount => 1;

    public int Batch => 1;

    public void Check(VideoRequest request) => model.Check(request);

    public async Task RunAsync(VideoRequest request, IPipelineObserver observer, FrameQueue queue, RunScope scope)
    {
        try
        {
            using var generation = begin(model, request, observer, scope);
            await generation.RunAsync(queue);
        }
        finally
        {
            // one that failed or was cancelled takes as much memory as one that was made
            model.Freed();
        }
    }

    public void Dispose()
    {
        Lanes.Dispose();
        model.Dispose();
    }
}
