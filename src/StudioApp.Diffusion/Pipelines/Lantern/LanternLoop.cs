using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>The prompt and the three layers, denoised side by side by the same schedule.</summary>
internal sealed class LanternLoop : IDisposable
{
    private readonly LaneScheduler _lanes;
    private readonly Task[] _running = new Task[3];
    private readonly Action[] _steps;
    private int _step;
    private RunScope? _scope;

    /// <param name="batch">2 with guidance, 1 without.</param>
    public LanternLoop(LanternGraphs graphs, LanternShapes shapes, ITokenizer tokenizer, LaneScheduler lanes, int batch)
    {
        _lanes = lanes;
        Prompt = new PromptEncoder(graphs.TextEncoder, tokenizer, batch);
        Actor = new LanternLayer("actor", 0, new Denoiser(graphs.ActorDenoiser, Prompt, shapes.Actor));
        Backdrop = new LanternLayer("backdrop", 1, new Denoiser(graphs.BackdropDenoiser, Prompt, shapes.Backdrop));
        Motion = new LanternLayer("motion", 2, new Denoiser(graphs.MotionDenoiser, Prompt, shapes.Motion));
        // the longest first, so that the shortest fills the gap
        _steps = [.. new[] { Actor, Backdrop, Motion }.Select(layer => (Action)(() => layer.Step(_step, _scope!)))];
    }

    public PromptEncoder Prompt { get; }

    public LanternLayer Actor { get; }

    public LanternLayer Backdrop { get; }

    public LanternLayer Motion { get; }

    public void Begin(IScheduler scheduler, INoiseSource noise, int steps, float guidance)
    {
        foreach (var layer in new[] { Actor, Backdrop, Motion })
            layer.Begin(scheduler, steps, noise, guidance);
    }

    /// <param name="step">Counted from 0.</param>
    public Task StepAsync(int step, RunScope scope)
    {
        (_step, _scope) = (step, scope);
        for (var i = 0; i < _steps.Length; i++)
            _running[i] = _lanes.Run(_steps[i]);
        return Task.WhenAll(_running);
    }

    public void Dispose()
    {
        Actor.Dispose();
        Backdrop.Dispose();
        Motion.Dispose();
        Prompt.Dispose();
    }
}
