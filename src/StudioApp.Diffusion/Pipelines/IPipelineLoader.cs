using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines;

/// <summary>Opens a model folder's graphs.</summary>
public interface IPipelineLoader
{
    /// <summary>What a loaded model will run on: <c>CPU (2 threads)</c>, <c>CUDA 0</c>.</summary>
    /// <exception cref="DiffusionException">The device that was asked for is not there.</exception>
    string Device { get; }

    /// <summary>How many of a model's nodes the device left to the CPU; null before its graphs have run, and where they are meant to run on the CPU.</summary>
    NodePlacement? PlacementOf(ModelFolder folder);

    /// <summary>
    /// Opens every session and runs each once, so that the first generation is as fast as the next. The caller keeps the
    /// pipeline for many generations, and disposes it.
    /// </summary>
    /// <exception cref="DiffusionException">The folder is refused, or one of its graphs cannot be opened or run here.</exception>
    Task<IVideoPipeline> LoadAsync(ModelFolder folder, CancellationToken ct);
}
