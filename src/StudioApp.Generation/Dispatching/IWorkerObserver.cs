using Orleans.Concurrency;

namespace StudioApp.Engine.Dispatching;

/// <summary>How the dispatcher reaches a worker. Messages may be lost; the next heartbeat shows it and the dispatcher says it again.</summary>
internal interface IWorkerObserver : IGrainObserver
{
    [OneWay]
    Task OfferAsync(WorkOffer offer);

    [OneWay]
    Task CancelAsync(Guid generation);
}
