using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.StableDiffusion;

/// <summary>Stable Diffusion 1.x and 2.x, and what was distilled from them: models of pictures.</summary>
internal sealed class StableDiffusionFamily(SessionFactory sessions) : IPipelineFamily
{
    private const int SampleRank = 4;

    // a still, held for as long as the clip is to last
    private static readonly LatentDefaults Defaults = new(SampleRank, Frames: 1, FramesPerSecond: 8, new ClipSeconds(1, 10, 5));

    public IReadOnlyList<string> ClassNames { get; } = PipelineNames.Of(
        "StableDiffusionPipeline", "StableDiffusionImg2ImgPipeline", "LatentConsistencyModelPipeline", "LatentConsistencyModelImg2ImgPipeline");

    public string Name => "Stable Diffusion";

    public bool Recognises(string folder) => LatentInspection.HasDenoiser(folder, SampleRank) && !File.Exists(Path.Combine(folder, LatentFiles.SecondTextEncoder));

    public void Inspect(ModelInspection inspection, ModelJson? index)
    {
        inspection.TakesPicture = inspection.HasGraph(LatentFiles.VaeEncoder);
        LatentInspection.Inspect(inspection, index, () => Defaults);
    }

    public Task<IVideoPipeline> LoadAsync(ModelFolder folder, CancellationToken ct) =>
        Task.FromResult<IVideoPipeline>(new ModelPipeline(PartsOf(new LatentModel(sessions, folder.Path, SampleRank, frames: 1, seed => new PhiloxNoise(seed), ct: ct))));

    /// <summary>What makes pictures with such a model, whatever its prompts are read by.</summary>
    public static IModelParts PartsOf(LatentModel model) =>
        new LatentParts<LatentModel>(model, "stable diffusion", (model, request, observer, scope) => new StableDiffusionGeneration(model, request, observer, scope));
}
