using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>A graph tied to the buffers it reads and writes, so that a run passes nothing and allocates nothing.</summary>
internal sealed class GraphBinding(GraphSession session, OrtIoBinding binding) : IDisposable
{
    public GraphBinding Input<T>(string name, TensorBuffer<T> buffer)
        where T : unmanaged
    {
        binding.BindInput(name, buffer.Value);
        return this;
    }

    public GraphBinding Input(string name, NumberBuffer buffer)
    {
        binding.BindInput(name, buffer.Value);
        return this;
    }

    public GraphBinding Output(string name, TensorBuffer<float> buffer)
    {
        binding.BindOutput(name, buffer.Value);
        return this;
    }

    public GraphBinding Output(string name, NumberBuffer buffer)
    {
        binding.BindOutput(name, buffer.Value);
        return this;
    }

    /// <inheritdoc cref="GraphSession.Run"/>
    public void Run(RunScope scope) => session.Run(scope, binding);

    public void Dispose() => binding.Dispose();
}
