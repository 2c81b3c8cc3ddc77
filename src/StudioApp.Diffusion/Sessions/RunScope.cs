using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>One generation's runs: cancelling the token ends whichever of them is going on, between two nodes of its graph.</summary>
internal sealed class RunScope : IDisposable
{
    private readonly CancellationTokenRegistration _registration;
    private readonly RunOptions _usual = Create();
    private readonly RunOptions _last = Create();

    /// <param name="device">Whose memory <see cref="EndsStage"/> gives back.</param>
    public RunScope(CancellationToken ct, ExecutionDevice? device = null)
    {
        Token = ct;
        _last.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", device?.CudaIndex is { } index ? FormattableString.Invariant($"gpu:{index}") : "cpu:0");
        _registration = ct.UnsafeRegister(static scope => ((RunScope)scope!).Terminate(), this);
    }

    public CancellationToken Token { get; }

    /// <summary>Whether runs are a stage's last: what memory they took beside the weights is then given back, and the next stage may have it.</summary>
    public bool EndsStage { get; set; }

    public RunOptions Options => EndsStage ? _last : _usual;

    public void Dispose()
    {
        // first, and waiting for a callback that is under way: it must not touch freed options
        _registration.Dispose();
        _usual.Dispose();
        _last.Dispose();
    }

    // a run that was ended on purpose is no error to write to the log
    private static RunOptions Create() => new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };

    private void Terminate() => _usual.Terminate = _last.Terminate = true;
}
