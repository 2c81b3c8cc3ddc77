using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>A session, and what watches its first run. Runs may overlap, but none with a first one that is watched.</summary>
internal sealed class OpenGraph(InferenceSession session, PlacementProbe? probe = null) : IDisposable
{
    private readonly Lock _first = new();
    private volatile PlacementProbe? _probe = probe;

    public InferenceSession Session => session;

    /// <exception cref="OnnxRuntimeException">The run failed, or was ended.</exception>
    public void Run(RunOptions options, OrtIoBinding binding)
    {
        if (_probe is not null && RunFirst(options, binding))
            return;
        session.RunWithBinding(options, binding);
    }

    public void Dispose()
    {
        // it writes its profile now, if nobody has asked for that
        session.Dispose();
        _probe?.Dispose();
    }

    private bool RunFirst(RunOptions options, OrtIoBinding binding)
    {
        lock (_first)
        {
            if (_probe is not { } watching)
                return false;
            session.RunWithBinding(options, binding);
            watching.Read(session);
            watching.Dispose();
            _probe = null;
            return true;
        }
    }
}
