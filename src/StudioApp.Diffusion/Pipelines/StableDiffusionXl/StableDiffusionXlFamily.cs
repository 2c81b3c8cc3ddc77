using System.Text.Json;
using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Pipelines.StableDiffusion;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.StableDiffusionXl;

/// <summary>
/// Stable Diffusion XL: Stable Diffusion's loop, whose denoiser is told of two text encoders and of the picture's size. Podell et al., "SDXL: improving latent
/// diffusion models for high-resolution image synthesis", ICLR 2024.
/// </summary>
internal sealed class StableDiffusionXlFamily(SessionFactory sessions) : IPipelineFamily
{
    private const int SampleRank = 4;
    private const double Factor = 0.13025;
    private const string ZerosForNothing = "force_zeros_for_empty_prompt";

    private static readonly LatentDefaults Defaults = new(SampleRank, Frames: 1, FramesPerSecond: 8, new ClipSeconds(1, 10, 5)) { GuidanceScale = 5 };

    public IReadOnlyList<string> ClassNames { get; } = PipelineNames.Of("StableDiffusionXLPipeline", "StableDiffusionXLImg2ImgPipeline");

    public string Name => "Stable Diffusion XL";

    public bool Recognises(string folder) => LatentInspection.HasDenoiser(folder, SampleRank) && File.Exists(Path.Combine(folder, LatentFiles.SecondTextEncoder));

    public void Inspect(ModelInspection inspection, ModelJson? index)
    {
        inspection.TakesPicture = inspection.HasGraph(LatentFiles.VaeEncoder);
        LatentInspection.Inspect(inspection, index, () => Defaults);
        inspection.RequireGraph(LatentFiles.SecondTextEncoder);
        LatentInspection.InspectTokenizer(inspection, LatentFiles.SecondTokenizer);
    }

    public Task<IVideoPipeline> LoadAsync(ModelFolder folder, CancellationToken ct) =>
        Task.FromResult<IVideoPipeline>(new ModelPipeline(StableDiffusionFamily.PartsOf(Open(sessions, folder.Path, ct: ct))));

    /// <param name="noise">Of a seed; Philox's where it is left out.</param>
    public static LatentModel Open(SessionFactory sessions, string folder, Func<long, INoiseSource>? noise = null, CancellationToken ct = default)
    {
        var traits = new LatentTraits
        {
            Inputs = [UnetInput.PooledPrompt, UnetInput.TimeIds],
            Factor = Factor,
            OpenPrompts = parts => new XlPromptReader(parts, FallsSilent(folder)),
        };
        return new LatentModel(sessions, folder, SampleRank, frames: 1, noise ?? (seed => new PhiloxNoise(seed)), traits, ct);
    }

    // as it was trained, unless the folder says that it was not
    private static bool FallsSilent(string folder)
    {
        if (!File.Exists(Path.Combine(folder, ModelFolderReader.IndexName)))
            return true;
        using var index = ModelJson.Read(folder, ModelFolderReader.IndexName);
        return !index.Root.TryGetProperty(ZerosForNothing, out var value) || value.ValueKind != JsonValueKind.False;
    }
}
