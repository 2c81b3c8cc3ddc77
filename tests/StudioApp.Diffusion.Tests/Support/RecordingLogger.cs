using Microsoft.Extensions.Logging;

namespace StudioApp.Diffusion.Tests.Support;

/// <summary>Keeps what was logged because of an exception.</summary>
internal sealed class RecordingLogger<T> : ILogger<T>
{
    public List<Exception> Exceptions { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null)
            Exceptions.Add(exception);
    }
}
