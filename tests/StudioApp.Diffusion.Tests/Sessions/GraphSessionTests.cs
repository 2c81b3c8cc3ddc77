using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.Sessions;

public sealed class GraphSessionTests : IDisposable
{
    private readonly TinyModel _model = new("tiny-sd");
    private readonly RunScope _scope = new(CancellationToken.None);

    [Fact]
    public void Run_AfterRelease_OpensAgainAndGivesTheSame()
    {
        using var graph = TestSessions.Create().Open(_model.Copy.Path, "vae_decoder/model.onnx", 1);
        using var latent = new NumberBuffer(graph, graph.Inputs[0], 1, 4, 8, 8);
        using var picture = new NumberBuffer(graph, graph.Outputs[0], 1, 3, 64, 64);
        using var binding = graph.Bind().Input(graph.Inputs[0].Name, latent).Output(graph.Outputs[0].Name, picture);
        latent.Fill(0.5f);
        var first = Run();
        graph.Release();
        Assert.False(graph.IsOpen);
        Assert.Equal(first, Run());
        Assert.True(graph.IsOpen);

        // another size than it was opened for: closed until the next run, then fixed
        graph.Fix(new Dictionary<string, long> { ["height"] = 8, ["width"] = 8 });
        Assert.False(graph.IsOpen);
        Assert.Equal(first, Run());
        graph.Fix(new Dictionary<string, long> { ["width"] = 8, ["height"] = 8 });
        Assert.True(graph.IsOpen);

        float[] Run()
        {
            binding.Run(_scope);
            var pixels = new float[picture.Count];
            picture.Read(pixels);
            return pixels;
        }
    }

    [Fact]
    public void Run_TheFileIsGoneWhenItOpensAgain_NamesIt()
    {
        using var graph = TestSessions.Create().Open(_model.Copy.Path, "vae_decoder/model.onnx", 1);
        using var binding = graph.Bind();
        graph.Release();
        File.Delete(_model.Copy.FileAt("vae_decoder/model.onnx"));
        var e = Assert.Throws<DiffusionException>(() => binding.Run(_scope));
        Assert.Equal((DiffusionFault.ModelInvalid, "vae_decoder/model.onnx"), (e.Fault, e.Where));
    }

    [Fact]
    public void Run_EndsItsStage_GivesTheSame()
    {
        using var graph = TestSessions.Create().Open(_model.Copy.Path, "vae_decoder/model.onnx", 1);
        using var latent = new NumberBuffer(graph, graph.Inputs[0], 1, 4, 8, 8);
        using var picture = new NumberBuffer(graph, graph.Outputs[0], 1, 3, 64, 64);
        using var binding = graph.Bind().Input(graph.Inputs[0].Name, latent).Output(graph.Outputs[0].Name, picture);
        var (usual, last) = (new float[picture.Count], new float[picture.Count]);
        binding.Run(_scope);
        picture.Read(usual);
        _scope.EndsStage = true;
        binding.Run(_scope);
        picture.Read(last);
        Assert.Equal(usual, last);
    }

    public void Dispose()
    {
        _scope.Dispose();
        _model.Dispose();
    }
}
