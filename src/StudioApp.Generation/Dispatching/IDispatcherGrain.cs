namespace StudioApp.Engine.Dispatching;

/// <summary>Decides who works on what. There is one, of key 0; the rows are the truth, it only remembers who is alive.</summary>
internal interface IDispatcherGrain : IGrainWithIntegerKey
{
    /// <summary>The rows have changed: read them and act.</summary>
    Task WakeAsync();

    /// <summary>A worker's heartbeat, sent every second and at every change. It brings the observer anew each time: a restarted dispatcher has lost the old one.</summary>
    Task ReportAsync(WorkerReport report, IWorkerObserver worker);

    /// <summary>A worker goes away on purpose and has put its work back itself.</summary>
    Task LeaveAsync(string worker);
}
