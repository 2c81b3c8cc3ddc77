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
    /// <param name="copies">Whether the device has memory of its own: it copies an input when that is bound, not when it is run.</param>
    internal OrtIoBinding For(InferenceSession session, bool copies)
    {
        if (_session != session)
        {
            _binding?.Dispose();
            _binding = session.CreateIoBinding();
            Bind(_binding);
            _session = session;
        }
        else if (copies)
        {
            _binding!.ClearBoundInputs();
            BindInputs(_binding);
        }

        return _binding!;
    }

    private void Bind(OrtIoBinding binding)
    {
        BindInputs(binding);
        foreach (var (name, value) in _outputs)
            binding.BindOutput(name, value);
    }

    private void BindInputs(OrtIoBinding binding)
    {
        foreach (var (name, value) in _inputs)
            binding.BindInput(name, value);
    }

    private GraphBinding Add(List<(string Name, OrtValue Value)> ports, string name, OrtValue value)
    {
        ports.Add((name, value));
        return this;
    }
}
