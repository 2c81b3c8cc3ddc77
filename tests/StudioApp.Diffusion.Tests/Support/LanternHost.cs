using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Pipelines.Lantern;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Tests.Support;

/// <summary>The library's parts, put together as <c>AddDiffusion</c> does, on two CPU threads.</summary>
internal sealed class LanternHost
{
    public LanternHost(string? folder = null)
    {
        Folder = folder ?? Repository.Lantern;
        Sessions = TestSessions.Create(clock: Clock);
        IPipelineFamily[] families = [new LanternFamily(Sessions)];
        Reader = new ModelFolderReader(families);
        Loader = new PipelineLoader(families, Sessions);
    }

    public string Folder { get; }

    public RunClock Clock { get; } = new();

    public SessionFactory Sessions { get; }

    public IModelFolderReader Reader { get; }

    public IPipelineLoader Loader { get; }

    public Task<IVideoPipeline> LoadAsync() => Loader.LoadAsync(Reader.Read(Folder), CancellationToken.None);

    /// <summary>The kept parts, with another noise than Philox where a test gives one.</summary>
    public LanternParts OpenParts(Func<long, INoiseSource>? noise = null)
    {
        using var index = ModelJson.Read(Folder, ModelFolderReader.IndexName);
        return new LanternParts(
            LanternGraphs.Open(Sessions, Folder),
            LanternShapes.Read(index),
            WordTokenizerFiles.Read(Folder).Tokenizer,
            SchedulerFile.Read(Folder),
            noise ?? (seed => new PhiloxNoise(seed)),
            Sessions);
    }
}
