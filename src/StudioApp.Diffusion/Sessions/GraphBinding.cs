using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>A graph tied to the buffers it reads and writes, so that a run passes nothing and allocates nothing.</summary>
internal sealed class GraphBinding(GraphSession graph) : IDisposable
{
    private readonly List<(string Name, OrtValue Value)> _inputs = [];
    private readonly List<(string Name, OrtValue Value)> _outputs = [];
    private InferenceSession? _session;
    private OrtIoBinding? _binding;

    public GraphBinding Input<T>(string name, TensorBuffer<T> buffer)
        where T : unmanaged => Add(_inputs, name, buffer.Value);

    public GraphBinding Input(string name, NumberBuffer buffer) => Add(_inputs, name, buffer.Value);

    public GraphBinding Output(string name, TensorBuffer<float> buffer) => Add(_outputs, name, buffer.Value);

    public GraphBinding Output(string name, NumberBuffer buffer) => Add(_outputs, name, buffer.Value);

    /// <inheritdoc cref="GraphSession.Run"/>
    public void Run(RunScope scope) => graph.Run(scope, this);

    public void Dispose() => _binding?.Dispose();

    /// <summary>The binding for this session: made anew when the graph was let go and opened again since the last run.</summary>
    internal OrtIoBinding For(InferenceSession session)
    {
        if (_session == session)
            return _binding!;

        _binding?.Dispose();
        _binding = session.CreateIoBinding();
        foreach (var (name, value) in _inputs)
            _binding.BindInput(name, value);
        foreach (var (name, value) in _outputs)
            _binding.BindOutput(name, value);
        _session = session;
        return _binding;
    }

    private GraphBinding Add(List<(string Name, OrtValue Value)> ports, string name, OrtValue value)
    {
        ports.Add((name, value));
        return this;
    }
}
