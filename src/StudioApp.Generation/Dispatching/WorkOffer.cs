namespace StudioApp.Engine.Dispatching;

/// <summary>The dispatcher's proposal to start an attempt. Only the compare-and-set on the row makes it one.</summary>
[GenerateSerializer, Immutable]
internal sealed record WorkOffer([property: Id(0)] Guid Id, [property: Id(1)] JobTicket Ticket);
