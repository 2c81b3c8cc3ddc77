using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.AnimateDiff;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.ModelScope;

/// <summary>
/// ModelScope's text-to-video and what was tuned from it (Zeroscope): a denoiser of clips over Stable Diffusion 2's text encoder, whose loop is AnimateDiff's.
/// Wang et al., "ModelScope text-to-video technical report", 2023.
/// </summary>
internal sealed class ModelScopeFamily(SessionFactory sessions) : IPipelineFamily
{
    private const int SampleRank = 5;

    // trained on 16, and known to hold together for half as many again, which is what Zeroscope was tuned for
    private const int Frames = 24;

    private static readonly LatentDefaults Defaults = new(SampleRank, Frames, FramesPerSecond: 8, new ClipSeconds(2, 10, 2)) { GuidanceScale = 9 };

    public IReadOnlyList<string> ClassNames { get; } = PipelineNames.Of("TextToVideoSDPipeline");

    public string Name => "ModelScope";

    public bool Recognises(string folder) => LatentInspection.HasDenoiser(folder, SampleRank) && LatentInspection.ContextWidth(folder) == LatentInspection.OpenClipWidth;

    public void Inspect(ModelInspection inspection, ModelJson? index) => LatentInspection.Inspect(inspection, index, () => Defaults);

    public Task<IVideoPipeline> LoadAsync(ModelFolder folder, CancellationToken ct) =>
        Task.FromResult<IVideoPipeline>(new ModelPipeline(AnimateDiffFamily.PartsOf(new LatentModel(sessions, folder.Path, SampleRank, Frames, seed => new PhiloxNoise(seed), ct: ct))));
}
