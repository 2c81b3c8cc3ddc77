using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.StableVideoDiffusion;

/// <summary>Sets a picture in motion, without words: Blattmann et al., "Stable Video Diffusion", 2023.</summary>
internal sealed class StableVideoDiffusionFamily(SessionFactory sessions) : IPipelineFamily
{
    public const int SampleRank = 5;

    private const int FramesPerSecond = 7;

    public IReadOnlyList<string> ClassNames { get; } = PipelineNames.Of("StableVideoDiffusionPipeline");

    public string Name => "Stable Video Diffusion";

    public bool Recognises(string folder) =>
        File.Exists(Path.Combine(folder, LatentFiles.ImageEncoder))
        && !File.Exists(Path.Combine(folder, LatentFiles.TextEncoder))
        && OnnxInputs.Read(Path.Combine(folder, LatentFiles.Unet)).Any(input => input.Shape.Count == SampleRank && input.Shape[2] is < 0 or 2 * StableVideoModel.Channels);

    public void Inspect(ModelInspection inspection, ModelJson? index)
    {
        inspection.NeedsPicture = true;
        inspection.RequireGraph(LatentFiles.ImageEncoder);
        inspection.RequireGraph(LatentFiles.VaeEncoder);
        LatentInspection.InspectWithoutPrompts(inspection, index, () => Defaults(inspection.Folder));
    }

    public Task<IVideoPipeline> LoadAsync(ModelFolder folder, CancellationToken ct)
    {
        var model = new StableVideoModel(sessions, folder.Path, seed => new PhiloxNoise(seed), ct);
        return Task.FromResult<IVideoPipeline>(new ModelPipeline(new LatentParts<StableVideoModel>(
            model, "stable video diffusion", (model, request, observer, scope) => new StableVideoGeneration(model, request, observer, scope))));
    }

    // no longer than it was trained on
    private static LatentDefaults Defaults(string folder)
    {
        var sample = OnnxInputs.Read(Path.Combine(folder, LatentFiles.Unet)).FirstOrDefault(input => input.Shape.Count == SampleRank)?.Shape;
        var frames = sample is not null && sample[1] > 0 ? sample[1] : UnetConfig.Read(folder, StableVideoModel.TrainedFrames).Frames;
        var most = Math.Max(1, frames / FramesPerSecond);
        return new LatentDefaults(SampleRank, frames, FramesPerSecond, new ClipSeconds(1, most, most)) { GuidanceScale = 3 };
    }
}
