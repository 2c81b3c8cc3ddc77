using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>
/// One graph of a model folder. It is opened once and kept, unless its owner lets it go: then the next run opens it again. Runs may overlap, each with its own
/// <see cref="GraphBinding"/>; releasing and fixing are for an owner who runs nothing meanwhile.
/// </summary>
internal sealed class GraphSession : IDisposable
{
    private readonly Func<GraphSetup, OpenGraph> _open;
    private readonly RunClock _clock;
    private readonly Func<bool> _copiesInputs;
    private GraphSetup _setup;
    private OpenGraph? _graph;

    /// <param name="open">Throws what <see cref="SessionFactory.Open(GraphSetup, Func{bool})"/> says.</param>
    /// <param name="copiesInputs">Whether the device that it runs on has memory of its own.</param>
    public GraphSession(GraphSetup setup, Func<GraphSetup, OpenGraph> open, RunClock clock, Func<bool> copiesInputs)
    {
        (_setup, _open, _clock, _copiesInputs) = (setup with { IsGlance = false }, open, clock, copiesInputs);
        _graph = open(setup);
        Inputs = Ports(_graph.Session.InputMetadata, _graph.Session.InputNames);
        Outputs = Ports(_graph.Session.OutputMetadata, _graph.Session.OutputNames);
        if (setup.IsGlance)
            Release();
    }

    /// <summary>Its path inside the model folder: errors name it.</summary>
    public string File => _setup.File;

    /// <summary>What it must be given, in the order of the file.</summary>
    public IReadOnlyList<GraphPort> Inputs { get; }

    public IReadOnlyList<GraphPort> Outputs { get; }

    /// <summary>Whether it takes memory now.</summary>
    public bool IsOpen => _graph is not null;

    /// <summary>Asked when a run found too little memory: whether there is more now, so that it is worth trying once more. For owners who run one graph at a time.</summary>
    public Func<bool>? MakeRoom { get; init; }

    public GraphBinding Bind() => new(this);

    /// <summary>Gives its memory back until the next run.</summary>
    public void Release()
    {
        _graph?.Dispose();
        _graph = null;
    }

    /// <summary>Fixes open dimensions from the next run on. Another size than the last opens the graph again, and what is known of it then need not be found out in each run.</summary>
    /// <param name="dimensions">Sizes by the names that the graph gives its dimensions.</param>
    public void Fix(IReadOnlyDictionary<string, long> dimensions)
    {
        if (dimensions.Count == _setup.Dimensions.Count && dimensions.All(d => _setup.Dimensions.TryGetValue(d.Key, out var size) && size == d.Value))
            return;
        Release();
        _setup = _setup with { Dimensions = dimensions };
    }

    /// <summary>An input's shape, -1 where it is open.</summary>
    /// <exception cref="DiffusionException">There is no such input, or its shape does not fit.</exception>
    /// <param name="expected">0 takes any size.</param>
    public int[] RequireInput(string name, params ReadOnlySpan<int> expected) => Require(Inputs, "input", name, expected);

    /// <inheritdoc cref="RequireInput"/>
    public int[] RequireOutput(string name, params ReadOnlySpan<int> expected) => Require(Outputs, "output", name, expected);

    /// <exception cref="OperationCanceledException">The scope's token ended the run, or was cancelled before it.</exception>
    /// <exception cref="DiffusionException">The run failed, or the graph was let go and cannot be opened again.</exception>
    public void Run(RunScope scope, GraphBinding binding)
    {
        try
        {
            RunOnce(scope, binding);
        }
        catch (DiffusionException e) when (e.Fault == DiffusionFault.OutOfMemory && MakeRoom is not null)
        {
            if (!MakeRoom())
                throw;
            // with what the failed run has taken of the device already
            Release();
            RunOnce(scope, binding);
        }
    }

    public void Dispose() => Release();

    /// <summary>An error that this graph is not what its family needs.</summary>
    /// <param name="what">After "does not belong to this kind of model: ".</param>
    public DiffusionException Misfit(string what) => DiffusionErrors.GraphDoesNotFit(File, what);

    private static GraphPort[] Ports(IReadOnlyDictionary<string, NodeMetadata> metadata, IEnumerable<string> names) =>
        [.. names.Select(name => new GraphPort(name, metadata[name].ElementDataType, metadata[name].Dimensions) { DimensionNames = metadata[name].SymbolicDimensions })];

    private void RunOnce(RunScope scope, GraphBinding binding)
    {
        scope.Token.ThrowIfCancellationRequested();
        var graph = _graph ??= _open(_setup);
        var entered = _clock.Enter();
        try
        {
            graph.Run(scope.Options, binding.For(graph.Session, _copiesInputs()));
        }
        catch (OnnxRuntimeException e)
        {
            // whatever a run says after it was told to stop, it stopped because it was told to
            scope.Token.ThrowIfCancellationRequested();
            throw OrtFaults.OnRun(e, File);
        }
        finally
        {
            _clock.Leave(entered);
        }
    }

    private int[] Require(IReadOnlyList<GraphPort> all, string kind, string name, ReadOnlySpan<int> expected)
    {
        if (all.FirstOrDefault(port => port.Name == name) is not { } found)
            throw Misfit($"it has no {kind} '{name}', only {string.Join(", ", all.Select(port => port.Name))}");

        int[] shape = [.. found.Shape];
        if (!Fits(shape, expected))
            throw Misfit($"its {kind} '{name}' is [{string.Join(", ", shape)}], where [{string.Join(", ", expected.ToArray())}] is needed (0 for any)");
        return shape;
    }

    private static bool Fits(int[] shape, ReadOnlySpan<int> expected)
    {
        if (expected.IsEmpty)
            return true;
        if (shape.Length != expected.Length)
            return false;
        for (var i = 0; i < shape.Length; i++)
        {
            if (expected[i] > 0 && shape[i] > 0 && shape[i] != expected[i])
                return false;
        }

        return true;
    }
}
