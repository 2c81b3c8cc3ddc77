using Microsoft.Extensions.Hosting;

namespace StudioApp.Data.Startup;

/// <summary>Takes the data folder and brings its database up to date before any other service starts, so that none meets an old schema.</summary>
internal sealed class DataStartup(StudioDatabase database) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => database.OpenAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // the lock itself goes with the container, after every service that still writes has stopped
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
