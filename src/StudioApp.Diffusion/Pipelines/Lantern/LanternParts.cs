using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>What a Lantern model keeps from generation to generation: sessions, threads and every buffer. Used by one generation at a time.</summary>
internal sealed class LanternParts : IModelParts
{
    // how far a lane may be ahead of whoever takes the frames
    private const int FramesAhead = 2;
    private const int MostLanes = 8;

    private readonly LanternGraphs _graphs;
    private readonly LanternShapes _shapes;
    private readonly ITokenizer _tokenizer;
    private readonly RunClock _clock;
    private LanternLoop? _guided;
    private LanternLoop? _unguided;
    private StageRenderer? _renderer;
    private StageRenderer? _previewRenderer;

    public LanternParts(LanternGraphs graphs, LanternShapes shapes, ITokenizer tokenizer, IScheduler scheduler, Func<long, INoiseSource> noise, SessionFactory sessions)
    {
        (_graphs, _shapes, _tokenizer, Executes) = (graphs, shapes, tokenizer, sessions.Device);
        (Scheduler, Noise) = (scheduler, noise);
        // the stage runs on the CPU wherever the graphs do
        LaneCount = Math.Clamp(Executes.Threads, 1, MostLanes);
        _clock = sessions.Clock;
        Scene = new LanternScene(graphs, shapes);
        PreviewScene = new LanternScene(graphs, shapes);
        Lanes = new LaneScheduler(LaneCount, "lantern");
    }

    public ExecutionDevice Executes { get; }

    public IScheduler Scheduler { get; }

    /// <summary>The noise of a seed.</summary>
    public Func<long, INoiseSource> Noise { get; }

    public LaneScheduler Lanes { get; }

    /// <summary>How many batches are rendered at a time.</summary>
    public int LaneCount { get; }

    /// <summary>How many frames a batch has.</summary>
    public int Batch => FramesAhead;

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
        Keep(ref _renderer, Scene, new StageSize(width, height, (double)width / height));

    public StageRenderer PreviewRenderer(int width, int height, int maxSide) =>
        Keep(ref _previewRenderer, PreviewScene, StageSize.Preview(width, height, maxSide));

    public void Dispose()
    {
        Lanes.Dispose();
        _guided?.Dispose();
        _unguided?.Dispose();
        Scene.Dispose();
        PreviewScene.Dispose();
        _graphs.Dispose();
    }

    private StageRenderer Keep(ref StageRenderer? kept, LanternScene scene, StageSize size) =>
        kept?.Fits(size) == true ? kept : kept = new StageRenderer(scene, size, LaneCount, _clock);
}
