using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Pipelines;

/// <summary>One kind of model: which folders are of it, what they must hold, and how to load them.</summary>
internal interface IPipelineFamily
{
    /// <summary>What <c>_class_name</c> may be in its <c>model_index.json</c>.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>What people read: <c>Lantern</c>.</summary>
    string Name { get; }

    /// <summary>Whether a folder without <c>model_index.json</c> is of this family, by what lies in it.</summary>
    bool Recognises(string folder);

    /// <summary>Looks at a folder of this family without opening a graph.</summary>
    /// <param name="index">Null where the folder has no <c>model_index.json</c> and was recognised by its files.</param>
    void Inspect(ModelInspection inspection, ModelJson? index);

    /// <exception cref="DiffusionException">A graph cannot be opened or run here.</exception>
    Task<IVideoPipeline> LoadAsync(ModelFolder folder, CancellationToken ct);
}
