namespace StudioApp.Diffusion.ModelFolders;

/// <summary>Looks at one folder and collects every problem, so that a person can mend all of them at once.</summary>
internal sealed class ModelInspection(string folder)
{
    private readonly List<ModelFolderProblem> _problems = [];

    public string Folder => folder;

    public IReadOnlyList<ModelFolderProblem> Problems => _problems;

    public ModelFolderDefaults? Defaults { get; set; }

    public ModelVocabulary? Vocabulary { get; set; }

    /// <inheritdoc cref="ModelFolder.NeedsPicture"/>
    public bool NeedsPicture { get; set; }

    /// <inheritdoc cref="ModelFolder.TakesPicture"/>
    public bool TakesPicture { get; set; }

    /// <summary>Whether a graph that the model can do without is there and whole.</summary>
    public bool HasGraph(string file)
    {
        var aside = new ModelInspection(folder);
        aside.RequireGraph(file);
        return aside.Problems.Count == 0;
    }

    /// <summary>The graph must be there and whole. Whether it can run is known when it is opened.</summary>
    public void RequireGraph(string file)
    {
        if (!Require(file))
            return;
        if (OnnxFile.FindDamage(Path.Combine(folder, file)) is { } damage)
            Add(damage, file, $"{file} is {(damage == ModelFolderProblemKind.Incomplete ? "cut short: its download stopped early" : "not an ONNX graph")}. Copy or download it again.");
        else
            RequireWeights(file);
    }

    // as a path inside the folder: unet/model.onnx_data
    private void RequireWeights(string graph)
    {
        var beside = graph[..(graph.LastIndexOf('/') + 1)];
        foreach (var name in OnnxWeights.Read(Path.Combine(folder, graph)))
        {
            if (Path.IsPathRooted(name) || name.Split('/', '\\').Contains(".."))
                Add(DiffusionErrors.WeightsOutside(graph));
            else
                Require(beside + name);
        }
    }

    /// <summary>Reads a part of the folder, or notes why it cannot be read.</summary>
    /// <param name="files">What it reads; a problem with one of them is told once, in its own words.</param>
    public T? Read<T>(Func<T> read, params ReadOnlySpan<string> files)
        where T : class
    {
        var whole = true;
        foreach (var file in files)
            whole &= Require(file);
        if (!whole)
            return null;

        try
        {
            return read();
        }
        catch (DiffusionException e)
        {
            Add(e);
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // whatever a damaged file does to a library of others, the folder is refused and the other folders are not
            Add(ModelFolderProblemKind.Corrupt, files.Length > 0 ? files[^1] : "", $"{(files.Length > 0 ? files[^1] : "The folder")} cannot be used: {e.Message} Copy or download it again.");
            return null;
        }
    }

    public void Add(ModelFolderProblemKind kind, string file, string message) => _problems.Add(new ModelFolderProblem(kind, file, message));

    public void Add(DiffusionException e)
    {
        var kind = e.Fault == DiffusionFault.RuntimeUnsupported ? ModelFolderProblemKind.Unsupported : ModelFolderProblemKind.Corrupt;
        _problems.Add(new ModelFolderProblem(kind, e.Where ?? "", e.Message) { Code = e.Code, Arguments = e.Arguments });
    }

    /// <returns>Whether the file can be read.</returns>
    public bool Require(string file)
    {
        if (ModelFile.Find(Path.Combine(folder, file)) is not { } kind)
            return true;

        Add(kind, file, kind switch
        {
            ModelFolderProblemKind.Missing => $"{file} is missing. Copy or download the whole model folder again.",
            ModelFolderProblemKind.LfsPointer => $"{file} is only a Git LFS pointer. Run 'git lfs pull' in the folder that you cloned.",
            ModelFolderProblemKind.Unreadable => $"{file} cannot be read. Give the studio's user the right to read it.",
            _ => $"{file} is empty: its download never began. Copy or download it again.",
        });
        return false;
    }
}
