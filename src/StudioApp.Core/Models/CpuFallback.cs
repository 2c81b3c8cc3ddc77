namespace StudioApp.Core.Models;

/// <summary>What of a model's graphs a card left to the CPU, because it has no kernel for it: each such node costs a copy there and back.</summary>
/// <param name="Nodes">Those that run on the CPU.</param>
/// <param name="Of">All of the nodes.</param>
/// <param name="Operators">What those on the CPU do, each once: <c>Gather</c>, <c>Resize</c>.</param>
public sealed record CpuFallback(int Nodes, int Of, IReadOnlyList<string> Operators);
