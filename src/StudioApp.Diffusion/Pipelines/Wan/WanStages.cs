using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Pipelines.Wan;

/// <summary>Which of Wan's denoisers speaks when: 2.1 has one, 2.2 one for the noisy beginning and one for the rest.</summary>
/// <param name="Boundary">Part of the training steps down to which the first one speaks; null where there is no second.</param>
internal sealed record WanStages(double? Boundary)
{
    private const string BoundaryKey = "boundary_ratio";
    private const string ExpandKey = "expand_timesteps";

    /// <param name="index">Null where the folder has no <c>model_index.json</c>.</param>
    /// <exception cref="DiffusionException">The model is one that needs a time for every token.</exception>
    public static WanStages Read(ModelJson? index)
    {
        if (index is null)
            return new WanStages((double?)null);
        if (index.Root.TryGetProperty(ExpandKey, out var expands) && expands.ValueKind == System.Text.Json.JsonValueKind.True)
            throw DiffusionErrors.Wan5B(index.Name);
        var boundary = index.OptionalNumber(BoundaryKey, 0, 0, 1);
        return new WanStages(boundary == 0 ? null : boundary);
    }

    public static WanStages Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, ModelFolderReader.IndexName)))
            return Read(index: null);
        using var index = ModelJson.Read(folder, ModelFolderReader.IndexName);
        return Read(index);
    }
}
