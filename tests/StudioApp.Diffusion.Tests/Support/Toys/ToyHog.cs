using StudioApp.TestKit.Onnx;

namespace StudioApp.Diffusion.Tests.Support.Toys;

/// <summary>Wants more memory than any machine has, when its graph is given too much at once.</summary>
internal static class ToyHog
{
    /// <param name="input">Whose first dimension may be at most so large.</param>
    /// <returns>Zero, to be added to something: the mean of one zero for as many as may be, and of more than can be addressed for each one more.</returns>
    public static string Add(OnnxGraph graph, string input, int most)
    {
        const long tooMany = 1L << 46;
        var count = graph.Node("Gather", [graph.Node("Shape", [input]), graph.Constant(0L)]);
        var over = graph.Node("Mul", [graph.Node("Max", [graph.Node("Sub", [count, graph.Constant((long)most)]), graph.Constant(0L)]), graph.Constant(tooMany)]);
        return graph.Node("ReduceMean", [graph.Node("Expand", [graph.Constant([0f], 1), graph.Add(over, graph.Constant(1L))])]);
    }
}
