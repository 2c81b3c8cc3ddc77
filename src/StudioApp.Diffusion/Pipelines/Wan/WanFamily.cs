using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Pipelines.Wan;

/// <summary>Wan 2.1 text-to-video, and 2.2 with its two experts: Wan Team, "Wan: open and advanced large-scale video generative models", 2025.</summary>
internal sealed class WanFamily(SessionFactory sessions) : IPipelineFamily
{
    private const int Steps = 30;
    private const double GuidanceScale = 5;
    private const double FramesPerSecond = 16;
    private const string TokenizerFile = $"{LatentFiles.Tokenizer}/{UnigramTokenizer.FileName}";

    // what it was trained on: 81 frames
    private static readonly ClipSeconds Seconds = new(1, 5, 5);

    private static readonly ModelAspect[] Aspects = [new("16:9", 832, 480), new("9:16", 480, 832), new("1:1", 624, 624)];

    public IReadOnlyList<string> ClassNames { get; } = PipelineNames.Of("WanPipeline");

    public string Name => "Wan";

    public bool Recognises(string folder) =>
        File.Exists(Path.Combine(folder, TokenizerFile))
        && OnnxInputs.Read(Path.Combine(folder, WanFiles.Transformer)).Any(input => input.Shape.Count == WanModel.SampleRank);

    public void Inspect(ModelInspection inspection, ModelJson? index)
    {
        var folder = inspection.Folder;
        inspection.RequireGraph(LatentFiles.TextEncoder);
        inspection.Read(() => UnigramTokenizer.Read(folder, LatentFiles.Tokenizer), TokenizerFile);
        inspection.RequireGraph(WanFiles.Transformer);
        if (inspection.Read(() => WanStages.Read(index)) is { Boundary: not null })
            inspection.RequireGraph(WanFiles.SecondTransformer);
        inspection.RequireGraph(LatentFiles.VaeDecoder);
        inspection.Read(() => WanLatents.Read(folder));
        if (inspection.Read(() => SchedulerFile.Read(folder), SchedulerFile.Name) is not { } scheduler)
            return;
        LatentInspection.RefuseDynamicShift(inspection, scheduler);
        inspection.Defaults = index is not null && DefaultsFile.IsIn(index)
            ? inspection.Read(() => DefaultsFile.Read(index))
            : new ModelFolderDefaults(Math.Min(scheduler.MaxSteps, Steps), GuidanceScale, FramesPerSecond, Seconds, AspectsOf(folder), []);
    }

    public Task<IVideoPipeline> LoadAsync(ModelFolder folder, CancellationToken ct)
    {
        var model = new WanModel(sessions, folder.Path, seed => new PhiloxNoise(seed), ct);
        return Task.FromResult<IVideoPipeline>(new ModelPipeline(new LatentParts<WanModel>(
            model, "wan", (model, request, observer, scope) => new WanGeneration(model, request, observer, scope))));
    }

    private static IReadOnlyList<ModelAspect> AspectsOf(string folder)
    {
        var sample = OnnxInputs.Read(Path.Combine(folder, WanFiles.Transformer)).FirstOrDefault(input => input.Shape.Count == WanModel.SampleRank)?.Shape;
        return sample is not null && sample[3] > 0 && sample[4] > 0 ? [LatentInspection.Named(sample[4] * WanLatents.Scale, sample[3] * WanLatents.Scale)] : Aspects;
    }
}
