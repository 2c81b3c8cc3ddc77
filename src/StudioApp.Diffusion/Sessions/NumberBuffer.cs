using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace StudioApp.Diffusion.Sessions;

/// <summary>Numbers that we reckon with as floats and a graph declares as it likes: single or half precision, or whole. Kept from run to run.</summary>
internal sealed class NumberBuffer : IDisposable
{
    private readonly float[]? _floats;
    private readonly Float16[]? _halves;
    private readonly double[]? _doubles;
    private readonly long[]? _longs;
    private readonly int[]? _ints;

    /// <param name="shape">All dimensions, none of them open; none at all for a single number.</param>
    public NumberBuffer(GraphSession graph, GraphPort port, params ReadOnlySpan<long> shape)
    {
        if (!port.Fits(shape))
            throw graph.Misfit($"{port} cannot take [{string.Join(", ", shape.ToArray())}]");

        Count = checked((int)TensorPrimitives.Product(shape.Length == 0 ? [1L] : shape));
        var dimensions = shape.ToArray();
        Value = port.Type switch
        {
            TensorElementType.Float => Create(out _floats, dimensions),
            TensorElementType.Float16 => Create(out _halves, dimensions),
            TensorElementType.Double => Create(out _doubles, dimensions),
            TensorElementType.Int64 => Create(out _longs, dimensions),
            TensorElementType.Int32 => Create(out _ints, dimensions),
            _ => throw graph.Misfit($"{port.Name} holds {port.Type}, which the studio does not handle"),
        };
    }

    public OrtValue Value { get; }

    /// <summary>How many numbers.</summary>
    public int Count { get; }

    /// <summary>How often it was written: a device that has a copy of it needs another only when this has changed.</summary>
    public int Version { get; private set; }

    /// <param name="at">Index of the first number that is written.</param>
    public void Write(ReadOnlySpan<float> values, int at = 0)
    {
        Version++;
        if (_floats is not null)
            values.CopyTo(_floats.AsSpan(at));
        else if (_halves is not null)
            TensorPrimitives.ConvertToHalf(values, MemoryMarshal.Cast<Float16, Half>(_halves.AsSpan(at)));
        else if (_doubles is not null)
            TensorPrimitives.ConvertChecked(values, _doubles.AsSpan(at));
        else if (_longs is not null)
            TensorPrimitives.ConvertTruncating(values, _longs.AsSpan(at));
        else
            TensorPrimitives.ConvertTruncating(values, _ints.AsSpan(at));
    }

    /// <summary>Whole numbers, such as the ids of tokens.</summary>
    public void Write(ReadOnlySpan<long> values)
    {
        Version++;
        if (_longs is not null)
            values.CopyTo(_longs);
        else if (_ints is not null)
            TensorPrimitives.ConvertChecked(values, _ints);
        else
            throw new InvalidOperationException("The graph takes no whole numbers here.");
    }

    /// <summary>The same number everywhere.</summary>
    public void Fill(float value)
    {
        Span<float> one = [value];
        for (var i = 0; i < Count; i++)
            Write(one, i);
    }

    /// <param name="at">Index of the first number that is read.</param>
    public void Read(Span<float> values, int at = 0)
    {
        if (_floats is not null)
            _floats.AsSpan(at, values.Length).CopyTo(values);
        else if (_halves is not null)
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<Float16, Half>(_halves.AsSpan(at, values.Length)), values);
        else if (_doubles is not null)
            TensorPrimitives.ConvertTruncating<double, float>(_doubles.AsSpan(at, values.Length), values);
        else if (_longs is not null)
            TensorPrimitives.ConvertTruncating<long, float>(_longs.AsSpan(at, values.Length), values);
        else
            TensorPrimitives.ConvertTruncating<int, float>(_ints.AsSpan(at, values.Length), values);
    }

    public void Dispose() => Value.Dispose();

    private OrtValue Create<T>(out T[] values, long[] shape)
        where T : unmanaged
    {
        values = GC.AllocateArray<T>(Count, pinned: true);
        return OrtValue.CreateTensorValueFromMemory(values, shape);
    }
}
