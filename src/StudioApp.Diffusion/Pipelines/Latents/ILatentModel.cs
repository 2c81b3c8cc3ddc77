using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>A family's graphs and settings, kept from request to request.</summary>
internal interface ILatentModel : IDisposable
{
    /// <summary>As it is after all graphs were opened: a card that turned out to be none is not it.</summary>
    ExecutionDevice Device { get; }

    LatentPreviews Previews { get; }

    /// <exception cref="DiffusionException">This model cannot make that, whatever the prompt.</exception>
    void Check(VideoRequest request);

    /// <inheritdoc cref="FolderGraphs.EndStage"/>
    void Freed();
}
