using StudioApp.Core.Outcomes;
using StudioApp.Diffusion;
using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Engine.Workers;

/// <summary>What the diffusion library says, as a value that can be said in other languages: by its code, where it has one.</summary>
internal static class EngineErrors
{
    public static StudioError Of(DiffusionException e) => new($"engine.{(e.Code.Length > 0 ? e.Code : "other")}", e.Message, e.Arguments);

    /// <returns>Null where it has no code: its kind and its file say all.</returns>
    public static StudioError? Of(ModelFolderProblem problem) =>
        problem.Code.Length > 0 ? new StudioError($"engine.{problem.Code}", problem.Message, problem.Arguments) : null;
}
