using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Pipelines;

/// <summary>One kind of model: which folders are of it, what they must hold, and how to load them.</summary>
internal interface IPipelineFamily
{
    /// <summary><c>_class_name</c> in <c>model_index.json</c>.</summary>
    string ClassName { get; }

    /// <summary>What people read: <c>Lantern</c>.</summary>
    string Name { get; }

    /// <summary>Looks at a folder of this family without opening a graph.</summary>
    void Inspect(ModelInspection inspection, ModelJson index);

    /// <exception cref="DiffusionException">A graph cannot be opened or run here.</exception>
    Task<IVideoPipeline> LoadAsync(ModelFolder folder, CancellationToken ct);
}
