using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Pipelines.Lantern;

internal sealed class LanternFamily(SessionFactory sessions) : IPipelineFamily
{
    public IReadOnlyList<string> ClassNames { get; } = ["LanternPipeline"];

    public string Name => "Lantern";

    /// <summary>Its shapes stand in the index, so there is none without it.</summary>
    public bool Recognises(string folder) => false;

    public void Inspect(ModelInspection inspection, ModelJson? index)
    {
        ArgumentNullException.ThrowIfNull(index);
        foreach (var graph in LanternFiles.Graphs)
            inspection.RequireGraph(graph);

        var folder = inspection.Folder;
        inspection.Read(() => LanternShapes.Read(index));
        inspection.Read(() => ReadScheduler(folder), SchedulerFile.Name);
        inspection.Defaults = inspection.Read(() => DefaultsFile.Read(index));
        inspection.Vocabulary = inspection.Read(() => WordTokenizerFiles.Read(folder), WordTokenizerFiles.ConfigName, WordTokenizerFiles.VocabularyName)?.Vocabulary;
    }

    public async Task<IVideoPipeline> LoadAsync(ModelFolder folder, CancellationToken ct)
    {
        var pipeline = new ModelPipeline(OpenParts(folder.Path));
        try
        {
            if (folder.Defaults is { } defaults)
                await WarmUpAsync(pipeline, defaults, ct).ConfigureAwait(false);
            return pipeline;
        }
        catch
        {
            pipeline.Dispose();
            throw;
        }
    }

    private static FlowMatchEuler ReadScheduler(string folder)
    {
        using var config = ModelJson.Read(folder, SchedulerFile.Name);
        return SchedulerFile.Read(config) is FlowMatchEuler { Shift.IsDynamic: false, Inverts: false } flow
            ? flow
            : throw DiffusionErrors.LanternScheduler(config.Name, config.Text("_class_name"));
    }

    private LanternParts OpenParts(string folder)
    {
        using var index = ModelJson.Read(folder, ModelFolderReader.IndexName);
        var shapes = LanternShapes.Read(index);
        var tokenizer = WordTokenizerFiles.Read(folder).Tokenizer;
        var scheduler = ReadScheduler(folder);
        var graphs = LanternGraphs.Open(sessions, folder);
        try
        {
            return new LanternParts(graphs, shapes, tokenizer, scheduler, seed => new PhiloxNoise(seed), sessions);
        }
        catch
        {
            graphs.Dispose();
            throw;
        }
    }

    // a step and a few frames of the default size, with a preview: every graph has run, every buffer is there
    private static async Task WarmUpAsync(ModelPipeline pipeline, ModelFolderDefaults defaults, CancellationToken ct)
    {
        const int frames = 8;
        var size = defaults.Aspects[0];
        var request = new VideoRequest("", "", 0, Steps: 1, defaults.GuidanceScale, size.Width, size.Height, defaults.FramesPerSecond, frames);
        try
        {
            await foreach (var frame in pipeline.GenerateAsync(request, new Previewer(), ct).ConfigureAwait(false))
                frame.Dispose();
        }
        catch (DiffusionException e) when (e.Fault == DiffusionFault.Black)
        {
            // one step without a prompt may well be dark; a real request is judged for itself
        }
    }

    private sealed class Previewer : IPipelineObserver
    {
        public void OnStep(PipelineStep step)
        {
            foreach (var frame in step.Predict(maxSide: 128, frameCount: 4))
                frame.Dispose();
        }
    }
}
