using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>One graph of a model folder, loaded once. Runs may overlap: each has its own <see cref="GraphBinding"/>.</summary>
/// <param name="file">Its path inside the model folder: errors name it.</param>
internal sealed class GraphSession(InferenceSession session, string file, RunClock clock) : IDisposable
{
    /// <summary>Its path inside the model folder.</summary>
    public string File => file;

    /// <summary>What it must be given, in the order of the file.</summary>
    public IReadOnlyList<GraphPort> Inputs { get; } = Ports(session.InputMetadata, session.InputNames);

    public IReadOnlyList<GraphPort> Outputs { get; } = Ports(session.OutputMetadata, session.OutputNames);

    public GraphBinding Bind() => new(this, session.CreateIoBinding());

    /// <summary>An input's shape, -1 where it is open.</summary>
    /// <exception cref="DiffusionException">There is no such input, or its shape does not fit.</exception>
    /// <param name="expected">0 takes any size.</param>
    public int[] RequireInput(string name, params ReadOnlySpan<int> expected) => Require(session.InputMetadata, "input", name, expected);

    /// <inheritdoc cref="RequireInput"/>
    public int[] RequireOutput(string name, params ReadOnlySpan<int> expected) => Require(session.OutputMetadata, "output", name, expected);

    /// <exception cref="OperationCanceledException">The scope's token ended the run, or was cancelled before it.</exception>
    /// <exception cref="DiffusionException">The run failed.</exception>
    public void Run(RunScope scope, OrtIoBinding binding)
    {
        scope.Token.ThrowIfCancellationRequested();
        var entered = clock.Enter();
        try
        {
            session.RunWithBinding(scope.Options, binding);
        }
        catch (OnnxRuntimeException e)
        {
            // whatever a run says after it was told to stop, it stopped because it was told to
            scope.Token.ThrowIfCancellationRequested();
            throw OrtFaults.OnRun(e, file);
        }
        finally
        {
            clock.Leave(entered);
        }
    }

    public void Dispose() => session.Dispose();

    /// <summary>An error that this graph is not what its family needs.</summary>
    /// <param name="what">After "does not belong to this kind of model: ".</param>
    public DiffusionException Misfit(string what) =>
        new(DiffusionFault.ModelInvalid, $"{file} does not belong to this kind of model: {what}. Copy the model's original files again.") { Where = file };

    private static GraphPort[] Ports(IReadOnlyDictionary<string, NodeMetadata> metadata, IEnumerable<string> names) =>
        [.. names.Select(name => new GraphPort(name, metadata[name].ElementDataType, metadata[name].Dimensions))];

    private int[] Require(IReadOnlyDictionary<string, NodeMetadata> all, string kind, string name, ReadOnlySpan<int> expected)
    {
        if (!all.TryGetValue(name, out var found))
            throw Misfit($"it has no {kind} '{name}', only {string.Join(", ", all.Keys)}");

        var shape = found.Dimensions;
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
