using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>Memory that a graph reads or writes in place, kept from run to run.</summary>
/// <typeparam name="T">float or long, as the graph's input or output is declared.</typeparam>
internal sealed class TensorBuffer<T> : IDisposable
    where T : unmanaged
{
    private readonly T[] _values;

    /// <param name="shape">All dimensions, none of them open.</param>
    public TensorBuffer(params ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var dimension in shape)
            count = checked(count * dimension);
        _values = GC.AllocateArray<T>(checked((int)count), pinned: true);
        Value = OrtValue.CreateTensorValueFromMemory(_values, shape.ToArray());
    }

    public OrtValue Value { get; }

    public Span<T> Values => _values;

    public void Dispose() => Value.Dispose();
}
