using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>What a Lantern model keeps from generation to generation: sessions, threads and every buffer. Used by one generation at a time.</summary>
internal sealed class LanternParts : IModelParts
{
    // Measured at 512 x 512 on two threads: one or two frames a run stay in the caches, eight take half as long again each.
    private const int FramesPerRun = 2;
    private const int FramesPerCudaRun = 8;
    private const int MostLanes = 8;

    private readonly LanternGraphs _graphs;
    private readonly LanternShapes _shapes;
    private readonly ITokenizer _tokenizer;
    private LanternLoop? _guided;
    private LanternLoop? _unguided;
    private StageRenderer? _renderer;
    private StageRenderer? _previewRenderer;

    public LanternParts(LanternGraphs graphs, LanternShapes shapes, ITokenizer tokenizer, IScheduler scheduler, Func<long, INoiseSource> noise, ExecutionDevice device)
    {
        (_graphs, _shapes, _tokenizer, Executes) = (graphs, shapes, tokenizer, device);
        (Scheduler, Noise) = (scheduler, noise);
        // a GPU runs one batch after another anyway
        (LaneCount, Batch) = device.IsCuda ? (1, FramesPerCudaRun) : (Math.Min(device.Threads, MostLanes), FramesPerRun);
        Scene = new LanternScene(graphs, shapes);
        PreviewScene = new LanternScene(graphs, shapes);
        Lanes = new LaneScheduler(Math.Min(device.Threads, MostLanes), "lantern");
    }

    public ExecutionDevice Executes { get; }

    public IScheduler Scheduler { get; }

    /// <summary>The noise of a seed.</summary>
    public Func<long, INoiseSource> Noise { get; }

    public LaneScheduler Lanes { get; }

    /// <summary>How many batches are rendered at a time.</summary>
    public int LaneCount { get; }

    /// <summary>How many frames a batch has.</summary>
    public int Batch { get; }

    public LanternScene Scene { get; }

    /// <summary>A preview's own pictures: taking one must not change the clip.</summary>
    public LanternScene PreviewScene { get; }

    /// <summary>Every size and length can be staged.</summary>
    public void Check(VideoRequest request)
    {
        VideoRequestCheck.RefuseSource(request);
    }

    public Task RunAsync(VideoRequest request, IPipelineObserver observer, FrameQueue queue, RunScope scope) =>
        new LanternGeneration(this, request, observer, scope).RunAsync(queue);

    public LanternLoop Loop(bool guided) => guided
        ? _guided ??= new LanternLoop(_graphs, _shapes, _tokenizer, Lanes, 2)
        : _unguided ??= new LanternLoop(_graphs, _shapes, _tokenizer, Lanes, 1);

    public StageRenderer Renderer(int width, int height) =>
        Keep(ref _renderer, _graphs.Stage, Scene, new StageSize(width, height, (double)width / height, Batch), LaneCount);

    /// <summary>Its lanes together hold at least <paramref name="frameCount"/> frames.</summary>
    public StageRenderer PreviewRenderer(int width, int height, int maxSide, int frameCount)
    {
        var lanes = Math.Min(LaneCount, frameCount);
        var batch = (frameCount + lanes - 1) / lanes;
        return Keep(ref _previewRenderer, _graphs.Stage, PreviewScene, StageSize.Preview(width, height, maxSide, batch), lanes);
    }

    public void Dispose()
    {
        Lanes.Dispose();
        _guided?.Dispose();
        _unguided?.Dispose();
        _renderer?.Dispose();
        _previewRenderer?.Dispose();
        Scene.Dispose();
        PreviewScene.Dispose();
        _graphs.Dispose();
    }

    private static StageRenderer Keep(ref StageRenderer? kept, GraphSession stage, LanternScene scene, StageSize size, int lanes)
    {
        if (kept?.Fits(size, lanes) == true)
            return kept;
        kept?.Dispose();
        kept = null;
        return kept = new StageRenderer(stage, scene, size, lanes);
    }
}
