using StudioApp.Core.Generations;

namespace StudioApp.Engine.Dispatching;

/// <summary>One attempt at one generation.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct JobTicket([property: Id(0)] Guid Generation, [property: Id(1)] int Attempt)
{
    public GenerationId GenerationId => new(Generation);
}
