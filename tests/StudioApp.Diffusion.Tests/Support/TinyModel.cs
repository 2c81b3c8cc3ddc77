using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Pipelines.AnimateDiff;
using StudioApp.Diffusion.Pipelines.StableDiffusion;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Tests.Support;

/// <summary>A copy of one of the golden models with random weights, made whole with its tokenizer, and the library's parts around it.</summary>
internal sealed class TinyModel : IDisposable
{
    private readonly SessionFactory _sessions;

    /// <param name="name">A folder of the repository's own <c>pipelines</c> vectors.</param>
    public TinyModel(string name, MemoryUse memory = MemoryUse.Auto)
    {
        _sessions = TestSessions.Create(new DiffusionOptions { Device = DevicePreference.Cpu, Threads = 2, Memory = memory });
        Copy = new ModelCopy(Path.Combine(Vectors.Own, "pipelines", name));
        Copy.Add(Path.Combine(Vectors.Own, "clip"), "tokenizer");
        Families = [new StableDiffusionFamily(_sessions), new AnimateDiffFamily(_sessions)];
    }

    public ModelCopy Copy { get; }

    public IReadOnlyList<IPipelineFamily> Families { get; }

    public ModelFolder Read() => new ModelFolderReader(Families).Read(Copy.Path);

    public Task<IVideoPipeline> LoadAsync() => new PipelineLoader(Families, _sessions).LoadAsync(Read(), CancellationToken.None);

    public void Dispose() => Copy.Dispose();
}
