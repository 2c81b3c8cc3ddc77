using Microsoft.ML.OnnxRuntime;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tests.Support.Toys;
using StudioApp.TestKit.Onnx;

namespace StudioApp.Diffusion.Tests.Sessions;

// as on a card, whose memory is its own: an input is copied when it is bound
public sealed class GraphBindingTests : IDisposable
{
    private readonly ToyFolder _folder = new();
    private readonly RunOptions _options = new();

    public GraphBindingTests()
    {
        var graph = new OnnxGraph();
        var sum = graph.Add(graph.Input("sample", OnnxType.Float, 2), graph.Input("context", OnnxType.Float, 2));
        graph.Output("y", sum, OnnxType.Float, 2);
        graph.Save(_folder["sum.onnx"]);
    }

    [Fact]
    public void For_TheSecondRun_BindsOnlyWhatWasWrittenSince()
    {
        using var graph = TestSessions.Create().Open(_folder.Path, "sum.onnx", 1);
        using var session = new InferenceSession(_folder["sum.onnx"]);
        using var sample = new NumberBuffer(graph, graph.Inputs[0], 2);
        using var context = new NumberBuffer(graph, graph.Inputs[1], 2);
        using var y = new NumberBuffer(graph, graph.Outputs[0], 2);
        using var binding = graph.Bind().Input("sample", sample).Input("context", context).Output("y", y);
        context.Write([10f, 20f]);
        sample.Write([1f, 2f]);
        Assert.Equal(["sample", "context"], binding.Stale);

        Assert.Equal([11, 22], Run());
        Assert.Empty(binding.Stale);
        sample.Write([3f, 4f]);
        Assert.Equal(["sample"], binding.Stale);
        Assert.Equal([13, 24], Run());
        context.Fill(7);
        Assert.Equal(["context"], binding.Stale);
        Assert.Equal([10, 11], Run());

        float[] Run()
        {
            session.RunWithBinding(_options, binding.For(session, copies: true));
            var values = new float[2];
            y.Read(values);
            return values;
        }
    }

    // nobody knows when a span is written
    [Fact]
    public void For_ABufferWithoutACount_IsBoundAtEveryRun()
    {
        using var graph = TestSessions.Create().Open(_folder.Path, "sum.onnx", 1);
        using var session = new InferenceSession(_folder["sum.onnx"]);
        using var sample = new TensorBuffer<float>(2);
        using var context = new NumberBuffer(graph, graph.Inputs[1], 2);
        using var binding = graph.Bind().Input("sample", sample).Input("context", context);
        binding.For(session, copies: true);
        Assert.Equal(["sample"], binding.Stale);
    }

    public void Dispose()
    {
        _options.Dispose();
        _folder.Dispose();
    }
}
