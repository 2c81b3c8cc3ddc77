using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Pipelines;

namespace StudioApp.Diffusion.Tests.Support;

internal static class Requests
{
    /// <summary>Small and quick; a test changes what it is about.</summary>
    public static VideoRequest Small { get; } = new("a fox moving right in the forest at sunset", "", Seed: 7, Steps: 2, GuidanceScale: 2, Width: 64, Height: 64, FramesPerSecond: 24, FrameCount: 10);

    public static async Task<List<byte[]>> CollectAsync(this IVideoPipeline pipeline, VideoRequest request, Action<PipelineStep>? onStep = null, CancellationToken ct = default)
    {
        var frames = new List<byte[]>();
        await foreach (var frame in pipeline.GenerateAsync(request, new Observer(onStep), ct))
        {
            using (frame)
                frames.Add(frame.Pixels.ToArray());
        }

        return frames;
    }

    public static void DisposeAll(this IEnumerable<RgbFrame> frames)
    {
        foreach (var frame in frames)
            frame.Dispose();
    }

    internal sealed class Observer(Action<PipelineStep>? onStep = null) : IPipelineObserver
    {
        public void OnStep(PipelineStep step) => onStep?.Invoke(step);
    }
}
