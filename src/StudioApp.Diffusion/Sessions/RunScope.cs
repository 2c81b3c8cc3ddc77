using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>One generation's runs: cancelling the token ends whichever of them is going on, between two nodes of its graph.</summary>
internal sealed class RunScope : IDisposable
{
    private readonly CancellationTokenRegistration _registration;

    public RunScope(CancellationToken ct)
    {
        Token = ct;
        // a run that was ended on purpose is no error to write to the log
        Options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        _registration = ct.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, Options);
    }

    public CancellationToken Token { get; }

    public RunOptions Options { get; }

    public void Dispose()
    {
        // first, and waiting for a callback that is under way: it must not touch freed options
        _registration.Dispose();
        Options.Dispose();
    }
}
