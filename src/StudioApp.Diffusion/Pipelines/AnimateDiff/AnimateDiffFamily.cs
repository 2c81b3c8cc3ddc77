using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.AnimateDiff;

/// <summary>Stable Diffusion with motion modules between its layers, and OnnxStack's Locomotion, which is the same: 16 frames at a time.</summary>
internal sealed class AnimateDiffFamily(SessionFactory sessions) : IPipelineFamily
{
    private const int SampleRank = 5;
    private const int TrainedFrames = 16;

    private static readonly LatentDefaults Defaults = new(SampleRank, TrainedFrames, FramesPerSecond: 8, new ClipSeconds(2, 10, 2));

    public IReadOnlyList<string> ClassNames { get; } = PipelineNames.Of("AnimateDiffPipeline", "LocomotionPipeline");

    public string Name => "AnimateDiff";

    public bool Recognises(string folder) => LatentInspection.HasDenoiser(folder, SampleRank) && LatentInspection.ContextWidth(folder) != LatentInspection.OpenClipWidth;

    public void Inspect(ModelInspection inspection, ModelJson? index) => LatentInspection.Inspect(inspection, index, () => Defaults);

    public Task<IVideoPipeline> LoadAsync(ModelFolder folder, CancellationToken ct) =>
        Task.FromResult<IVideoPipeline>(new ModelPipeline(PartsOf(new LatentModel(sessions, folder.Path, SampleRank, TrainedFrames, seed => new PhiloxNoise(seed), ct: ct))));

    /// <summary>What makes clips with such a model, however long it was trained to.</summary>
    public static IModelParts PartsOf(LatentModel model) =>
        new LatentParts<LatentModel>(model, "animate diff", (model, request, observer, scope) => new AnimateDiffGeneration(model, request, observer, scope));
}
