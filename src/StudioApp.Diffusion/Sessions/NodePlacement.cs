using System.Text.Json;

namespace StudioApp.Diffusion.Sessions;

/// <summary>Where the nodes of graphs ran that were meant for a card: what it has no kernel for falls back to the CPU, and costs a copy there and back.</summary>
/// <param name="Nodes">All of them, as they were after optimisation.</param>
/// <param name="FellBack">Those that ran elsewhere.</param>
/// <param name="Operators">What those do, each once: <c>Gather</c>, <c>Resize</c>.</param>
public sealed record NodePlacement(int Nodes, int FellBack, IReadOnlyList<string> Operators)
{
    public static NodePlacement operator +(NodePlacement a, NodePlacement b) =>
        new(a.Nodes + b.Nodes, a.FellBack + b.FellBack, [.. a.Operators.Union(b.Operators).Order(StringComparer.Ordinal)]);

    /// <summary>Counts in ONNX Runtime's own profile of one run or more.</summary>
    /// <param name="profile">An array of events, of which those of the category <c>Node</c> name a node and its execution provider.</param>
    /// <param name="provider">Where they were meant to run.</param>
    /// <exception cref="JsonException">It is no such profile.</exception>
    internal static NodePlacement Read(Stream profile, string provider)
    {
        using var events = JsonDocument.Parse(profile);
        var nodes = events.RootElement.EnumerateArray()
            .Where(e => e.TryGetProperty("cat", out var category) && category.ValueEquals("Node") && Argument(e, "provider").Length > 0)
            .DistinctBy(e => (Argument(e, "node_index"), e.GetProperty("name").GetString()))
            .ToList();
        var elsewhere = nodes.FindAll(e => Argument(e, "provider") != provider);
        return new NodePlacement(nodes.Count, elsewhere.Count, [.. elsewhere.Select(e => Argument(e, "op_name")).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static string Argument(JsonElement e, string name) =>
        e.TryGetProperty("args", out var arguments) && arguments.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
