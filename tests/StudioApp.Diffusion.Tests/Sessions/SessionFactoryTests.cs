using System.Globalization;
using StudioApp.Diffusion.Pipelines.Lantern;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.Sessions;

public sealed class SessionFactoryTests : IDisposable
{
    private const string Stage = "stage/model.onnx";

    private readonly ModelCopy _copy = new();
    private readonly LanternHost _host = new();

    [Fact]
    public void Open_MissingGraph_NamesIt()
    {
        File.Delete(_copy.FileAt(Stage));
        AssertRefused(Stage, DiffusionFault.ModelInvalid);
    }

    [Fact]
    public void Open_Garbage_IsNoGraph()
    {
        _copy.Write(Stage, "<html>404</html>");
        Assert.Equal("graph-unreadable", AssertRefused(Stage, DiffusionFault.ModelInvalid).Code);
    }

    [Fact]
    public void Open_CutShort_IsNoGraph()
    {
        var bytes = File.ReadAllBytes(_copy.FileAt(LanternFiles.TextEncoder));
        File.WriteAllBytes(_copy.FileAt(LanternFiles.TextEncoder), bytes[..(bytes.Length / 2)]);
        AssertRefused(LanternFiles.TextEncoder, DiffusionFault.ModelInvalid);
    }

    [Fact]
    public void Open_OperatorOfNoRuntime_IsUnsupported()
    {
        new OnnxPatch(_copy.FileAt(Stage)).ReplaceText("GridSample", "GridSampl3").Save();
        var e = AssertRefused(Stage, DiffusionFault.RuntimeUnsupported);
        Assert.Equal(("operator-missing", "GridSampl3"), (e.Code, e.Arguments[1]));
    }

    [Fact]
    public void Open_OpsetOfTheFuture_IsUnsupported()
    {
        new OnnxPatch(_copy.FileAt(Stage)).SetOpset(120).Save();
        var e = AssertRefused(Stage, DiffusionFault.RuntimeUnsupported);
        Assert.Equal(("opset-too-new", "120"), (e.Code, e.Arguments[1]));
        Assert.True(int.Parse(e.Arguments[2], CultureInfo.InvariantCulture) is >= 21 and < 120);
    }

    [Fact]
    public void Open_FormatOfTheFuture_IsUnsupported()
    {
        new OnnxPatch(_copy.FileAt(Stage)).SetFormat(99).Save();
        var e = AssertRefused(Stage, DiffusionFault.RuntimeUnsupported);
        Assert.Equal(("format-too-new", "99"), (e.Code, e.Arguments[1]));
    }

    // a denoiser is only looked at when its model is loaded: the card's memory is for what runs
    [Theory]
    [InlineData(true, 0, "CPU (2 threads)")]
    [InlineData(false, 0, null)]
    [InlineData(true, null, null)]
    public void GlanceOn_AGraphForACard_IsLookedAtWithoutIt(bool isGlance, int? card, string? expected) =>
        Assert.Equal(expected, SessionFactory.GlanceOn(new GraphSetup("a", "unet", 2) { IsGlance = isGlance }, new ExecutionDevice(card, 2))?.Description);

    [Fact]
    public void Open_AGlance_SeesTheSameAndTakesNoMemory()
    {
        var setup = new GraphSetup(_copy.Path, LanternFiles.ActorDenoiser, 1);
        using var graph = _host.Sessions.Open(setup);
        using var glance = _host.Sessions.Open(setup with { IsGlance = true });
        Assert.Equal(graph.Inputs.Select(Describe), glance.Inputs.Select(Describe));
        Assert.Equal(graph.Outputs.Select(port => port.Name), glance.Outputs.Select(port => port.Name));
        Assert.Equal((true, false), (graph.IsOpen, glance.IsOpen));

        static string Describe(GraphPort port) => $"{port.Name} {port.Type} [{string.Join(", ", port.Shape)}] [{string.Join(", ", port.DimensionNames)}]";
    }

    [Fact]
    public void RequireInput_GraphOfAnotherModel_SaysWhatItHas()
    {
        using var stage = _host.Sessions.Open(_copy.Path, Stage, 1);
        Assert.Contains("no input 'sample', only backdrop, actor, motion, grid", Assert.Throws<DiffusionException>(() => stage.RequireInput("sample")).Message);
        Assert.Contains("[1, 3, 128, 256]", Assert.Throws<DiffusionException>(() => stage.RequireInput("backdrop", 1, 3, 64, 0)).Message);
        Assert.Equal([1, 3, 128, 256], stage.RequireInput("backdrop", 1, 3, 0, 0));
    }

    [Fact]
    public async Task Run_CancelledInTheMiddle_EndsAsCancelled()
    {
        const int frames = 24, side = 384;
        using var stage = _host.Sessions.Open(_copy.Path, Stage, 1);
        using var backdrop = new TensorBuffer<float>(1, 3, 128, 256);
        using var actor = new TensorBuffer<float>(1, 4, 128, 128);
        using var motion = new TensorBuffer<float>(frames, MotionRow.Size);
        using var grid = new TensorBuffer<float>(side, side, 2);
        using var output = new TensorBuffer<float>(frames, 3, side, side);
        using var binding = stage.Bind().Input("backdrop", backdrop).Input("actor", actor).Input("motion", motion).Input("grid", grid).Output("frames", output);
        using var cancel = new CancellationTokenSource();
        using var scope = new RunScope(cancel.Token);

        var run = Task.Factory.StartNew(() => binding.Run(scope), TaskCreationOptions.LongRunning);
        Assert.True(SpinWait.SpinUntil(() => _host.Clock.Read().Wall > TimeSpan.Zero, TimeSpan.FromSeconds(30)));
        Assert.Equal(0, _host.Clock.Read().Runs); // it is inside
        cancel.Cancel();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(cancel.Token, e.CancellationToken);
    }

    [Fact]
    public void Run_ShapesThatDoNotFit_NamesTheGraph()
    {
        using var stage = _host.Sessions.Open(_copy.Path, Stage, 1);
        using var wrong = new TensorBuffer<float>(1, 3, 8, 8);
        using var binding = stage.Bind().Input("backdrop", wrong);
        using var scope = new RunScope(CancellationToken.None);
        var e = Assert.Throws<DiffusionException>(() => binding.Run(scope));
        Assert.Equal((DiffusionFault.ModelInvalid, Stage, "graph-failed"), (e.Fault, e.Where, e.Code));
    }

    public void Dispose() => _copy.Dispose();

    private DiffusionException AssertRefused(string file, DiffusionFault fault)
    {
        var e = Assert.Throws<DiffusionException>(() => _host.Sessions.Open(_copy.Path, file, 1));
        Assert.Contains(file, e.Message);
        Assert.Equal((fault, file), (e.Fault, e.Where));
        return e;
    }
}
