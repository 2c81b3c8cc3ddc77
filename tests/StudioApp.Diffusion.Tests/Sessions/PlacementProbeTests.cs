using Microsoft.ML.OnnxRuntime;
using StudioApp.Diffusion.Pipelines.Lantern;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.Sessions;

// what runs on the CPU here has all fallen back to it, for a graph that was meant for a card
public sealed class PlacementProbeTests : IDisposable
{
    private readonly ModelCopy _model = new();
    private readonly List<NodePlacement> _told = [];
    private readonly RunScope _scope = new(CancellationToken.None);

    [Theory]
    [InlineData("CPUExecutionProvider", false)]
    [InlineData("CUDAExecutionProvider", true)]
    public void Run_TheFirst_CountsTheNodesThatRanElsewhere(string meant, bool fellBack)
    {
        using var graph = Open(meant);
        Run(graph);

        var placement = Assert.Single(_told);
        Assert.InRange(placement.Nodes, 10, 1000);
        Assert.Equal(fellBack ? placement.Nodes : 0, placement.FellBack);
        Assert.Equal(fellBack, placement.Operators.Contains("Gather"));
    }

    [Fact]
    public void Run_Again_TellsNothingNewAndGivesTheSame()
    {
        using var graph = Open("CUDAExecutionProvider");
        var first = Run(graph);
        Assert.Equal(first, Run(graph));
        Assert.Single(_told);
    }

    [Fact]
    public async Task Run_ManyAtOnce_TellsOnce()
    {
        using var graph = Open("CUDAExecutionProvider");
        var outputs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Run(graph))));
        Assert.Single(_told);
        Assert.All(outputs, output => Assert.Equal(outputs[0], output));
    }

    [Fact]
    public void Release_BeforeTheFirstRun_CountsAfterTheNext()
    {
        using var graph = Open("CUDAExecutionProvider");
        graph.Release();
        Assert.Empty(_told);
        Run(graph);
        Assert.Single(_told);
    }

    [Fact]
    public void Probe_NoPlaceForItsFile_GoesOnWithoutOne()
    {
        var log = new RecordingLogger<SessionFactory>();
        var sessions = TestSessions.Create(logger: log);
        for (var graph = 0; graph < 3; graph++)
            Assert.Null(sessions.Probe(_told.Add, () => Directory.CreateDirectory(Path.Combine(_model.FileAt(LanternFiles.TextEncoder), "inside"))));
        Assert.IsAssignableFrom<IOException>(Assert.Single(log.Exceptions));
    }

    [Fact]
    public void Note_GraphsOfOneFolder_AreAddedUp()
    {
        var placements = new NodePlacements();
        Assert.Null(placements.Of("a"));
        placements.Note(new GraphSetup("a", "unet", 1), new NodePlacement(100, 2, ["Shape", "Gather"]));
        placements.Note(new GraphSetup("a", "vae", 1), new NodePlacement(50, 1, ["Resize"]));
        placements.Note(new GraphSetup("b", "unet", 1), new NodePlacement(7, 7, ["Conv"]));

        var sum = placements.Of("a");
        Assert.NotNull(sum);
        Assert.Equal((150, 3), (sum.Nodes, sum.FellBack));
        Assert.Equal(["Gather", "Resize", "Shape"], sum.Operators);
    }

    public void Dispose()
    {
        _scope.Dispose();
        _model.Dispose();
    }

    private GraphSession Open(string meant) => new(
        new GraphSetup(_model.Path, LanternFiles.TextEncoder, 1),
        setup =>
        {
            using var settings = new SessionOptions();
            var probe = new PlacementProbe(meant, _told.Add);
            probe.Prepare(settings);
            return new OpenGraph(new InferenceSession(setup.Path, settings), probe);
        },
        new RunClock(),
        () => false);

    private float[] Run(GraphSession graph)
    {
        using var ids = new TensorBuffer<long>(1, 20);
        using var states = new TensorBuffer<float>(1, 20, 160);
        using var binding = graph.Bind().Input("input_ids", ids).Output("last_hidden_state", states);
        binding.Run(_scope);
        return states.Values.ToArray();
    }
}
