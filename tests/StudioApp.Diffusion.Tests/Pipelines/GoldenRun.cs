using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Pipelines.AnimateDiff;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Pipelines.ModelScope;
using StudioApp.Diffusion.Pipelines.StableDiffusion;
using StudioApp.Diffusion.Pipelines.StableDiffusionXl;
using StudioApp.Diffusion.Pipelines.StableVideoDiffusion;
using StudioApp.Diffusion.Pipelines.Wan;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Tests.Pipelines;

/// <summary>One request through the stages of whichever family a folder is of.</summary>
/// <param name="Prompt">Its embeddings; null where the family reads no words.</param>
/// <param name="Negative">Null where there is no guidance.</param>
/// <param name="Pixels">[frames, 3, height, width], as parts of full brightness.</param>
internal sealed record GoldenRun(float[]? Prompt, float[]? Negative, float[] Latents, float[] Pixels)
{
    /// <param name="family">As the folder was recognised.</param>
    public static GoldenRun Of(IPipelineFamily family, SessionFactory sessions, string folder, VideoRequest request, Func<long, INoiseSource> noise) => family switch
    {
        StableDiffusionFamily => OfPicture(new LatentModel(sessions, folder, sampleRank: 4, frames: 1, noise, OneWindow), request),
        StableDiffusionXlFamily => OfPicture(StableDiffusionXlFamily.Open(sessions, folder, noise), request),
        AnimateDiffFamily or ModelScopeFamily => OfClip(new LatentModel(sessions, folder, sampleRank: 5, request.FrameCount, noise, OneWindow), request),
        StableVideoDiffusionFamily => OfMotion(new StableVideoModel(sessions, folder, noise), request),
        WanFamily => OfWan(new WanModel(sessions, folder, noise), request),
        _ => throw new NotSupportedException($"A model of {family.Name} has golden numbers of another form."),
    };

    // the reference reads no more of a prompt than fits into one window, also where the graph takes more
    private static LatentTraits OneWindow { get; } = LatentTraits.StableDiffusion with
    {
        OpenPrompts = parts => LatentTraits.StableDiffusion.OpenPrompts(
            parts with { Context = parts.Context with { Shape = [parts.Context.Shape[0], PromptChunks.Length, parts.Context.Shape[2]] } }),
    };

    private static GoldenRun OfPicture(LatentModel model, VideoRequest request) => Walk(
        model, Read(model, request), scope => new StableDiffusionGeneration(model, request, Nobody.Watches, scope));

    private static GoldenRun OfClip(LatentModel model, VideoRequest request) => Walk(
        model, Read(model, request), scope => new AnimateDiffGeneration(model, request, Nobody.Watches, scope));

    private static GoldenRun OfMotion(StableVideoModel model, VideoRequest request) => Walk(
        model, _ => (null, null), scope => new StableVideoGeneration(model, request, Nobody.Watches, scope));

    private static GoldenRun OfWan(WanModel model, VideoRequest request) => Walk(
        model,
        scope => (model.Text.Encode(PromptText.Clean(request.Prompt), scope), request.GuidanceScale > 1 ? model.Text.Encode(PromptText.Clean(request.NegativePrompt ?? ""), scope) : null),
        scope => new WanGeneration(model, request, Nobody.Watches, scope));

    private static Func<RunScope, (float[]?, float[]?)> Read(LatentModel model, VideoRequest request) => scope =>
    {
        var (positive, negative) = model.Prompts.Read(request, request.GuidanceScale > 1 && model.Ports.GuidanceCondition is null, scope);
        return (positive.Context, negative?.Context);
    };

    private static GoldenRun Walk<TModel>(TModel model, Func<RunScope, (float[]? Prompt, float[]? Negative)> read, Func<RunScope, LatentGeneration<TModel>> begin)
        where TModel : ILatentModel
    {
        using var owned = model;
        using var scope = new RunScope(CancellationToken.None);
        var (prompt, negative) = read(scope);
        using var generation = begin(scope);
        generation.Encode();
        generation.Prepare();
        generation.Denoise();
        return new GoldenRun(prompt, negative, generation.Latents.ToArray(), [.. generation.Decode().SelectMany(frame => frame.ToArray())]);
    }

    private sealed class Nobody : IPipelineObserver
    {
        public static Nobody Watches { get; } = new();

        public void OnStep(PipelineStep step)
        {
        }
    }
}
