using Microsoft.Extensions.Options;
using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Engine.Local;

/// <summary>The model folders as they were last looked at. Looking takes milliseconds: no graph is opened.</summary>
internal sealed class LocalModels(IModelFolderReader reader, IOptions<LocalGenerationOptions> options)
{
    private readonly Lock _lock = new();
    private IReadOnlyList<ModelFolder>? _folders;

    public IReadOnlyList<ModelFolder> Folders
    {
        get
        {
            lock (_lock)
                return _folders ??= Read();
        }
    }

    public ModelFolder? Find(string name) => Folders.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public void Refresh()
    {
        lock (_lock)
            _folders = Read();
    }

    private IReadOnlyList<ModelFolder> Read() => reader.List(Path.GetFullPath(options.Value.ModelsFolder));
}
