using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>A graph tied to the buffers it reads and writes, so that a run passes nothing and allocates nothing.</summary>
internal sealed class GraphBinding(GraphSession graph) : IDisposable
{
    private readonly List<BoundInput> _inputs = [];
    private readonly List<(string Name, OrtValue Value)> _outputs = [];
    private InferenceSession? _session;
    private OrtIoBinding? _binding;

    /// <summary>Inputs that a device with memory of its own needs a new copy of: all before the first run, then those that were written since.</summary>
    internal IEnumerable<string> Stale => _inputs.Where(input => input.IsStale).Select(input => input.Name);

    public GraphBinding Input<T>(string name, TensorBuffer<T> buffer)
        where T : unmanaged
    {
        // whoever has its span writes unseen
        _inputs.Add(new BoundInput(name, buffer.Value, version: null));
        return this;
    }

    public GraphBinding Input(string name, NumberBuffer buffer)
    {
        _inputs.Add(new BoundInput(name, buffer.Value, () => buffer.Version));
        return this;
    }

    public GraphBinding Output(string name, TensorBuffer<float> buffer) => Output(name, buffer.Value);

    public GraphBinding Output(string name, NumberBuffer buffer) => Output(name, buffer.Value);

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
            _inputs.ForEach(input => input.Bind(_binding));
            foreach (var (name, value) in _outputs)
                _binding.BindOutput(name, value);
            _session = session;
        }
        else if (copies)
        {
            // one of a name that is bound takes its place: what a prompt says crosses over once, not at every step
            foreach (var input in _inputs.Where(input => input.IsStale))
                input.Bind(_binding!); // it was made with the session
        }

        return _binding!;
    }

    private GraphBinding Output(string name, OrtValue value)
    {
        _outputs.Add((name, value));
        return this;
    }

    /// <param name="version">Of the buffer; null where nobody counts how often it is written.</param>
    private sealed class BoundInput(string name, OrtValue value, Func<int>? version)
    {
        private int? _bound;

        public string Name => name;

        public bool IsStale => version is null || _bound != version();

        public void Bind(OrtIoBinding binding)
        {
            binding.BindInput(name, value);
            _bound = version?.Invoke();
        }
    }
}
