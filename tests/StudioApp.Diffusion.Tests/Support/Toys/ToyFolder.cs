using System.Text.Json;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Pipelines.AnimateDiff;
using StudioApp.Diffusion.Pipelines.Lantern;
using StudioApp.Diffusion.Pipelines.ModelScope;
using StudioApp.Diffusion.Pipelines.StableDiffusion;
using StudioApp.Diffusion.Pipelines.StableDiffusionXl;
using StudioApp.Diffusion.Pipelines.StableVideoDiffusion;
using StudioApp.Diffusion.Pipelines.Wan;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Tests.Support.Toys;

/// <summary>A model folder that a test puts together from toy networks, and the library's parts around it.</summary>
internal sealed class ToyFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studio-toy-");

    public ToyFolder()
    {
        Sessions = TestSessions.Create();
        Families = FamiliesOn(Sessions);
    }

    public string Path => _folder.FullName;

    public SessionFactory Sessions { get; }

    public IReadOnlyList<IPipelineFamily> Families { get; }

    public string this[string file] => System.IO.Path.Combine(Path, file);

    /// <summary>The ids that the folder's own tokenizer makes of a prompt of one chunk.</summary>
    public long[] Ids(string prompt, string tokenizer = "tokenizer") => PromptChunks.Read(ClipTokenizerFiles.Read(Path, tokenizer), prompt, 1).Ids;

    public ToyFolder Write(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[file])!);
        File.WriteAllText(this[file], text);
        return this;
    }

    /// <summary>A CLIP tokenizer that knows single letters and one merge, which is read in no time.</summary>
    /// <param name="padding">Its pad token.</param>
    public ToyFolder AddClip(string under = "tokenizer", string padding = "<|endoftext|>")
    {
        var letters = Enumerable.Range('!', '~' - '!' + 1).Select(letter => $"{(char)letter}").ToArray();
        string[] tokens = [.. letters, .. letters.Select(letter => $"{letter}</w>"), "fo", "<|startoftext|>", "<|endoftext|>"];
        Write($"{under}/tokenizer_config.json", $$"""{ "pad_token": "{{padding}}" }""");
        Write($"{under}/vocab.json", JsonSerializer.Serialize(tokens.Select((token, id) => (token, id)).ToDictionary(entry => entry.token, entry => entry.id)));
        return Write($"{under}/merges.txt", "#version: 0.2\nf o\n");
    }

    public ModelFolder Read() => new ModelFolderReader(Families).Read(Path);

    public Task<IVideoPipeline> LoadAsync() => new PipelineLoader(Families, Sessions).LoadAsync(Read(), CancellationToken.None);

    /// <summary>Where graphs are let go after each stage.</summary>
    /// <param name="cache">Where graphs, and what is found out about them, are kept.</param>
    public Task<IVideoPipeline> LoadWithLittleMemoryAsync(string cache = "")
    {
        var sessions = TestSessions.Create(new DiffusionOptions { Device = DevicePreference.Cpu, Threads = 2, Memory = MemoryUse.Free, GraphCacheFolder = cache });
        return new PipelineLoader(FamiliesOn(sessions), sessions).LoadAsync(Read(), CancellationToken.None);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    public static IPipelineFamily[] FamiliesOn(SessionFactory sessions) =>
    [
        new LanternFamily(sessions), new StableDiffusionFamily(sessions), new StableDiffusionXlFamily(sessions), new AnimateDiffFamily(sessions), new ModelScopeFamily(sessions),
        new StableVideoDiffusionFamily(sessions), new WanFamily(sessions),
    ];
}
