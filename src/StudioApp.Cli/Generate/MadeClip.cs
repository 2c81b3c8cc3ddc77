using StudioApp.Core.Clips;
using StudioApp.Core.Generations;

namespace StudioApp.Cli.Generate;

/// <param name="Path">Absolute.</param>
/// <param name="Settings">With everything that the request left open, the seed among it.</param>
internal sealed record MadeClip(string Path, GenerationSettings Settings, ClipFacts Facts);
