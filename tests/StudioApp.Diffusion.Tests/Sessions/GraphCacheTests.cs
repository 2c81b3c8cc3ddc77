using Microsoft.Extensions.Time.Testing;
using StudioApp.Diffusion.Pipelines.Lantern;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tests.Support.Toys;
using StudioApp.TestKit.Onnx;

namespace StudioApp.Diffusion.Tests.Sessions;

public sealed class GraphCacheTests : IDisposable
{
    private readonly ModelCopy _model = new();
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("studio-graphs-");
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private FileInfo[] Kept => _cache.GetFiles();

    [Fact]
    public void Open_Twice_KeepsOneGraphThatGivesTheSameNumbers()
    {
        var plain = Decode(TestSessions.Create());
        var first = Decode(Sessions());
        var kept = Assert.Single(Kept);
        var written = kept.LastWriteTimeUtc;
        _time.Advance(TimeSpan.FromHours(1));

        var second = Decode(Sessions());
        Assert.Equal(plain, first);
        Assert.Equal(plain, second);
        Assert.Equal(kept.FullName, Assert.Single(Kept).FullName);
        Assert.NotEqual(written, Kept[0].LastWriteTimeUtc); // it was used, so it is not swept away
    }

    [Fact]
    public void Open_OtherWeights_AreAnotherGraph()
    {
        var before = Decode(Sessions());
        new OnnxPatch(_model.FileAt(LanternFiles.ActorDecoder)).FillHalf(0, (Half)0.25f).Save();
        Assert.NotEqual(before, Decode(Sessions()));
        Assert.Equal(2, Kept.Length);
    }

    [Fact]
    public void Open_AKeptGraphThatIsBroken_IsMadeAnew()
    {
        var before = Decode(Sessions());
        File.WriteAllText(Kept[0].FullName, "not a graph");
        Assert.Equal(before, Decode(Sessions()));
        Assert.True(Assert.Single(Kept).Length > 1000);
    }

    [Fact]
    public void Open_NothingUsedForAMonth_IsSweptAway()
    {
        var old = Path.Combine(_cache.FullName, "old.onnx");
        File.WriteAllText(old, "");
        _time.Advance(TimeSpan.FromDays(31));
        Decode(Sessions());
        Assert.False(File.Exists(old));
        Assert.Single(Kept);
    }

    [Fact]
    public void Open_MoreThanMayBeKept_LetsGoOfWhatWasUsedLongestAgo()
    {
        var most = Folder(("a.onnx", 4), ("b.onnx", 1), ("b.onnx.data", 5), ("c.onnx", 1)).Sum(file => file.Length);

        new GraphShelf(_cache, most - 1, _time).Sweep(Path.Combine(_cache.FullName, "c.onnx"));

        Assert.Equal(["b.onnx", "b.onnx.data", "c.onnx"], Kept.Select(file => file.Name).Order());
    }

    [Fact]
    public void Open_OneGraphThatIsTooLarge_IsKeptAlone()
    {
        Folder(("a.onnx", 4), ("b.onnx", 1), ("c.onnx", 9));

        new GraphShelf(_cache, 3, _time).Sweep(Path.Combine(_cache.FullName, "c.onnx"));

        Assert.Equal("c.onnx", Assert.Single(Kept).Name);
    }

    // by whatever name, as often as they are named; what only lies there is not the graph's
    [Fact]
    public void Bytes_OfAGraph_AreItsOwnAndTheWeightsThatItNamesOnce()
    {
        var path = _model.FileAt("graph.onnx");
        var graph = new OnnxGraph();
        foreach (var name in new[] { "weights.pb", "weights.pb", "onnx__MatMul_1234", "missing" })
            graph.ConstantBeside(name, new float[10], 10);
        graph.Save(path);
        File.Delete(_model.FileAt("missing"));
        File.WriteAllBytes(path + "_data", new byte[1000]);

        var file = new FileInfo(path);
        Assert.Equal(["onnx__MatMul_1234", "weights.pb"], GraphFiles.Beside(file).Select(beside => beside.Name));
        Assert.Equal(file.Length + 80, GraphFiles.Bytes(file));
    }

    // the graph that was kept holds the old weights
    [Fact]
    public void Open_OtherWeightsBesideTheGraph_AreAnotherGraph()
    {
        using var weights = new ToyFolder();
        var path = weights["doubling/model.onnx"];
        Write(2);
        Assert.Equal(6, Run());
        Assert.Equal(6, Run());
        Write(5);
        Assert.Equal(15, Run());
        Assert.Equal(2, Kept.Length);

        void Write(float factor)
        {
            var graph = new OnnxGraph();
            graph.Output("y", graph.Node("Mul", [graph.Input("x", OnnxType.Float, 1), graph.ConstantBeside("weights.pb", [factor], 1)]), OnnxType.Float, 1);
            graph.Save(path);
            File.SetLastWriteTimeUtc(weights["doubling/weights.pb"], new DateTime(2026, 1, (int)factor, 0, 0, 0, DateTimeKind.Utc));
        }

        float Run()
        {
            using var graph = Sessions().Open(weights.Path, "doubling/model.onnx", 1);
            using var x = new TensorBuffer<float>(1);
            using var y = new TensorBuffer<float>(1);
            using var binding = graph.Bind().Input("x", x).Output("y", y);
            using var scope = new RunScope(CancellationToken.None);
            x.Values[0] = 3;
            binding.Run(scope);
            return y.Values[0];
        }
    }

    // a process that died while it kept one
    [Fact]
    public void Open_HalfAGraphOfYesterday_IsSweptAway()
    {
        var half = Path.Combine(_cache.FullName, "half.onnx.0.part");
        File.WriteAllText(half, "");
        _time.Advance(TimeSpan.FromHours(2));
        Decode(Sessions());
        Assert.False(File.Exists(half));
    }

    [Fact]
    public void Open_SmallGraphs_AreNotWorthIt()
    {
        Decode(Sessions(from: 1 << 30));
        Assert.Empty(Kept);
    }

    [Fact]
    public void Open_NoPlaceToKeepIt_OpensAllTheSame()
    {
        var file = Path.Combine(_cache.FullName, "file");
        File.WriteAllText(file, "");
        Assert.Equal(Decode(TestSessions.Create()), Decode(Sessions(folder: Path.Combine(file, "inside"))));
    }

    // gigabytes of weights that no graph would ever name again
    [Fact]
    public void Open_ALargeGraphThatCannotBeKept_LeavesNoWeightsBehind()
    {
        var plain = Decode(TestSessions.Create());
        Assert.Equal(plain, Decode(Sessions(largestInOneFile: 0)));
        var (kept, data) = (Kept.Single(file => file.Extension == ".onnx"), Kept.Single(file => file.Extension == GraphShelf.Data));
        Assert.True(data.Length > kept.Length);
        kept.Delete();
        data.Delete();
        Directory.CreateDirectory(kept.FullName);

        Assert.Equal(plain, Decode(Sessions(largestInOneFile: 0)));
        Assert.Empty(Kept);
    }

    // one dimension fixed by name, as a size is once it is chosen
    [Fact]
    public void Open_FixedDimension_IsSeenInTheGraph()
    {
        using var model = new TinyModel("tiny-sd");
        var setup = new GraphSetup(model.Copy.Path, "unet/model.onnx", 1);
        using var open = TestSessions.Create().Open(setup);
        using var closed = TestSessions.Create().Open(setup with { Dimensions = new Dictionary<string, long> { ["height"] = 8, ["width"] = 16 } });
        Assert.Equal([-1, 4, -1, -1], open.Inputs[0].Shape);
        Assert.Equal([-1, 4, 8, 16], closed.Inputs[0].Shape);
    }

    public void Dispose()
    {
        _model.Dispose();
        _cache.Delete(recursive: true);
    }

    private SessionFactory Sessions(long from = 0, string? folder = null, long? largestInOneFile = null) => TestSessions.Create(
        new DiffusionOptions { Device = DevicePreference.Cpu, Threads = 1, GraphCacheFolder = folder ?? _cache.FullName, GraphCacheFrom = from },
        time: _time,
        largestInOneFile: largestInOneFile);

    // each used an hour after the one before
    private FileInfo[] Folder(params (string Name, int Bytes)[] files)
    {
        foreach (var (file, hour) in files.Select((file, hour) => (file, hour)))
        {
            var path = Path.Combine(_cache.FullName, file.Name);
            File.WriteAllBytes(path, new byte[file.Bytes]);
            File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime.AddHours(hour - files.Length));
        }

        return Kept;
    }

    private float[] Decode(SessionFactory sessions)
    {
        using var graph = sessions.Open(_model.Path, LanternFiles.ActorDecoder, 1);
        using var latents = new TensorBuffer<float>(1, 24, 16, 16);
        using var picture = new TensorBuffer<float>(1, 4, 128, 128);
        using var binding = graph.Bind().Input("latents", latents).Output("rgba", picture);
        using var scope = new RunScope(CancellationToken.None);
        for (var i = 0; i < latents.Values.Length; i++)
            latents.Values[i] = i % 7 - 3;
        binding.Run(scope);
        return picture.Values.ToArray();
    }
}
