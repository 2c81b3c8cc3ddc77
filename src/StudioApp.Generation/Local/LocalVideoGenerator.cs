using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Previews;
using StudioApp.Diffusion;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Engine.Clips;
using StudioApp.Engine.Pictures;
using StudioApp.Engine.Previews;
using StudioApp.Engine.Workers;
using StudioApp.Media;
using StudioApp.Media.Clips;

namespace StudioApp.Engine.Local;

/// <summary>Makes clips on this machine: Diffusion's frames go straight into Media's encoder, and some of them to whoever watches.</summary>
internal sealed partial class LocalVideoGenerator(
    LocalModels models,
    PipelinePool pool,
    PaceBook paces,
    StartPictures pictures,
    IClipWriter writer,
    IOptions<LocalGenerationOptions> options,
    TimeProvider time,
    ILogger<LocalVideoGenerator> log) : IVideoGenerator
{
    public bool Runs(string model) => models.Find(model) is not null;

    public async Task<Outcome<ClipFacts>> GenerateAsync(
        Generation generation, MediaDraft draft, IProgress<GenerationProgress> progress, IPreviewSink previews, CancellationToken ct)
    {
        var settings = generation.Settings;
        if (models.Find(settings.Model) is not { } folder)
            return GenerationErrors.ModelUnknown(settings.Model, models.Folders.Where(f => f.Usable).Select(f => f.Name));
        if (LocalModelCatalog.ProblemOf(folder) is { } problem)
            return GenerationErrors.ModelUnusable(settings.Model, problem);
        if (folder.Defaults?.SizeOf(settings.Aspect.ToString()) is not { } size)
            return GenerationErrors.AspectNotOffered(settings.Aspect.ToString(), []);

        var picture = pictures.Read(settings);
        if (picture.Error is { } gone)
            return gone;

        using var source = picture.Value;
        var request = Request(settings, folder.Defaults, size) with { Source = source };
        var job = new LocalJob(generation, draft, settings.Strength is { } strength ? request with { Strength = strength } : request);
        try
        {
            return await MakeAsync(job, folder, progress, previews, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DiffusionException or MediaException or IOException && Faults.Explain(e, settings.Model, draft.Folder) is { } expected)
        {
            Log.Failed(log, generation.Id, expected.Code, e);
            return expected;
        }
    }

    private async Task<ClipFacts> MakeAsync(
        LocalJob job, ModelFolder folder, IProgress<GenerationProgress> progress, IPreviewSink sink, CancellationToken ct)
    {
        var (settings, request) = (job.Generation.Settings, job.Request);
        var meter = new ProgressMeter(time, request.Steps, request.FrameCount, paces.Find(settings), paces.FindAtBest(settings));
        progress.Report(meter.Now);

        using var lease = await pool.RentAsync(folder, ct).ConfigureAwait(false);
        var budget = new PreviewBudget(options.Value.PreviewShare, Environment.ProcessorCount);
        await using var previews = new PreviewStream(
            job.Generation.Id, sink, new JpegPreviewEncoder(options.Value.PreviewSide), budget, time, log);
        var sizes = new PreviewSizes(
            PreviewSize.Ladder(options.Value.PreviewSide, options.Value.PreviewFrames), paces.PreviewsOf(settings.Model, settings.Aspect));
        var run = new LocalRun(request, meter, progress, previews, budget, sizes, time);

        var written = await writer.WriteAsync(job.Clip, run.RenderAsync(lease.Pipeline, ct), ct).ConfigureAwait(false);

        paces.Keep(settings, meter.Measured);
        Log.Made(log, job.Generation.Id, meter.Elapsed.TotalMilliseconds, budget.Spent.TotalMilliseconds);
        return new ClipFacts(
            written.Width, written.Height, written.FramesPerSecond, written.FrameCount, written.Duration, written.Bytes,
            new SpriteSheet(written.SpriteColumns, written.SpriteRows, written.SpriteTileWidth, written.SpriteTileHeight),
            lease.Pipeline.Device,
            meter.Elapsed);
    }

    private static VideoRequest Request(GenerationSettings settings, ModelFolderDefaults defaults, ModelAspect size) => new(
        settings.Prompt,
        // a field that was left empty says nothing, which is another thing to a model than the words ""
        settings.NegativePrompt.Length > 0 ? settings.NegativePrompt : null,
        settings.Seed,
        settings.Steps,
        settings.Guidance,
        size.Width,
        size.Height,
        defaults.FramesPerSecond,
        (int)Math.Round(settings.Seconds * defaults.FramesPerSecond));

    private sealed record LocalJob(Generation Generation, MediaDraft Draft, VideoRequest Request)
    {
        public ClipJob Clip => new(
            Request.Width, Request.Height, Request.FramesPerSecond, Request.FrameCount,
            Draft.VideoPath, Draft.PosterPath, Draft.SpritePath,
            new ClipTags(Request.Prompt, ClipSettingsJson.Write(Generation.Settings)));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Made the clip of generation {Id} in {Milliseconds:0} ms, of which previews cost {PreviewMilliseconds:0} ms")]
        public static partial void Made(ILogger logger, GenerationId id, double milliseconds, double previewMilliseconds);

        [LoggerMessage(2, LogLevel.Warning, "Generation {Id} fails with {Code}")]
        public static partial void Failed(ILogger logger, GenerationId id, string code, Exception exception);
    }
}
