namespace StudioApp.Diffusion.ModelFolders;

/// <summary>Looks at model folders without opening their graphs. Whatever a folder holds, the answer is a value, never an exception.</summary>
public interface IModelFolderReader
{
    /// <summary>One folder, usable or refused with every reason.</summary>
    /// <param name="path">The model folder itself.</param>
    ModelFolder Read(string path);

    /// <summary>Every folder inside <paramref name="path"/> by name, but hidden ones; empty when it is not there.</summary>
    IReadOnlyList<ModelFolder> List(string path);
}
