namespace StudioApp.Engine.Dispatching;

/// <summary>What a worker says of itself with each heartbeat.</summary>
/// <param name="Worker">Its name, new with every process.</param>
/// <param name="LastOffer">The last offer that reached it, so that a lost one shows.</param>
/// <param name="Running">What it works on or is about to start; null when it is free.</param>
[GenerateSerializer, Immutable]
internal sealed record WorkerReport(
    [property: Id(0)] string Worker,
    [property: Id(1)] Guid LastOffer,
    [property: Id(2)] JobTicket? Running);
