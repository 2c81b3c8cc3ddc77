using StudioApp.Core.Outcomes;
using StudioApp.Diffusion;

namespace StudioApp.Engine.Workers;

/// <summary>What the diffusion library says, as a value that can be said in other languages: by its code, where it has one.</summary>
internal static class EngineErrors
{
    public static StudioError Of(DiffusionException e) => new($"engine.{(e.Code.Length > 0 ? e.Code : "other")}", e.Message, e.Arguments);
}
