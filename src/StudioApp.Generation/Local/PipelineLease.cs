using StudioApp.Diffusion.Pipelines;

namespace StudioApp.Engine.Local;

/// <summary>A loaded pipeline that stays loaded until this is disposed. The pipeline itself is the pool's.</summary>
internal sealed class PipelineLease(IVideoPipeline pipeline, Action giveBack) : IDisposable
{
    private Action? _giveBack = giveBack;

    public IVideoPipeline Pipeline => pipeline;

    public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
}
