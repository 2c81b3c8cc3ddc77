using Microsoft.Extensions.Time.Testing;
using StudioApp.Diffusion.Pipelines.Lantern;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;

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

    [Fact]
    public void Bytes_OfAGraph_AreItsOwnAndThoseBesideItOnce()
    {
        var graph = new FileInfo(_model.FileAt(LanternFiles.Stage));
        Assert.Equal(graph.Length, GraphFiles.Bytes(graph));
        File.WriteAllBytes(graph.FullName + "_data", new byte[100]);
        Assert.Equal(graph.Length + 100, GraphFiles.Bytes(graph));
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

    private SessionFactory Sessions(long from = 0, string? folder = null) => TestSessions.Create(
        new DiffusionOptions { Device = DevicePreference.Cpu, Threads = 1, GraphCacheFolder = folder ?? _cache.FullName, GraphCacheFrom = from },
        time: _time);

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
