using Microsoft.ML.OnnxRuntime.Tensors;

namespace StudioApp.Diffusion.Sessions;

/// <summary>One input or output of a graph, as its file declares it.</summary>
/// <param name="Shape">-1 where a dimension is open.</param>
internal sealed record GraphPort(string Name, TensorElementType Type, IReadOnlyList<int> Shape)
{
    /// <summary>What the graph calls its dimensions; empty where it does not, or where one is not open.</summary>
    public IReadOnlyList<string> DimensionNames { get; init; } = [];

    public int Rank => Shape.Count;

    public bool IsWhole => Type is TensorElementType.Int64 or TensorElementType.Int32;

    /// <summary>Whether a tensor of this shape can stand here.</summary>
    public bool Fits(params ReadOnlySpan<long> shape)
    {
        if (shape.Length != Rank)
            return false;
        for (var i = 0; i < Rank; i++)
        {
            if (Shape[i] > 0 && Shape[i] != shape[i])
                return false;
        }

        return true;
    }

    public override string ToString() => $"{Name} [{string.Join(", ", Shape.Select(d => d < 0 ? "any" : $"{d}"))}]";
}
