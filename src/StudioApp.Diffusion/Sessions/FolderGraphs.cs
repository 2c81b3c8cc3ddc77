namespace StudioApp.Diffusion.Sessions;

/// <summary>The graphs of one model folder: opened once to see what they are and then kept, or, where memory is short, let go until their stage comes.</summary>
internal sealed class FolderGraphs : IDisposable
{
    private readonly SessionFactory _sessions;
    private readonly string _folder;
    private readonly List<GraphSession> _graphs = [];

    /// <param name="files">All that the model runs, by which it is told whether they fit into memory together.</param>
    public FolderGraphs(SessionFactory sessions, string folder, params IEnumerable<string> files)
    {
        (_sessions, _folder) = (sessions, folder);
        // what is missing is told when it is opened
        Frees = sessions.FreesStages(files.Where(file => File.Exists(Path.Combine(folder, file))).Sum(file => GraphFiles.Bytes(folder, file)));
    }

    /// <summary>Whether graphs give their memory back when their stage is done: from the first run on that found too little, whatever was reckoned before.</summary>
    public bool Frees { get; private set; }

    /// <exception cref="DiffusionException">The graph is missing or corrupt, or this device cannot run it.</exception>
    /// <exception cref="OperationCanceledException">Before it was opened: large ones take their time, and nothing ends that.</exception>
    public GraphSession Open(string file, CancellationToken ct) => Open(Setup(file), ct);

    /// <summary>The same for a graph whose sizes are fixed later: it is opened for good then.</summary>
    /// <inheritdoc cref="Open(string, CancellationToken)"/>
    public GraphSession Glance(string file, CancellationToken ct) => Open(Setup(file) with { IsGlance = true }, ct);

    /// <summary>A stage is done: where memory is short, its graphs give theirs back.</summary>
    public void EndStage()
    {
        if (Frees)
            _graphs.ForEach(graph => graph.Release());
    }

    public void Dispose() => _graphs.ForEach(graph => graph.Dispose());

    private GraphSetup Setup(string file) => new(_folder, file, _sessions.Device.Threads);

    private GraphSession Open(GraphSetup setup, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var graph = OpenWithRoom(setup);
        _graphs.Add(graph);
        if (Frees)
            graph.Release();
        return graph;
    }

    private GraphSession OpenWithRoom(GraphSetup setup)
    {
        GraphSession? graph = null;
        try
        {
            return graph = Open();
        }
        catch (DiffusionException e) when (e.Fault == DiffusionFault.OutOfMemory)
        {
            if (!MakeRoom(null))
                throw;
            return graph = Open();
        }

        GraphSession Open() => _sessions.Open(setup, () => MakeRoom(graph));
    }

    // nobody knows beforehand how much of a card is free, or what a size of picture takes beside the weights
    private bool MakeRoom(GraphSession? wanting)
    {
        var others = _graphs.FindAll(graph => graph != wanting && graph.IsOpen);
        if (others.Count == 0 || !(Frees || _sessions.FreesAfterAll(_folder)))
            return false;
        Frees = true;
        others.ForEach(graph => graph.Release());
        return true;
    }
}
