using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Sessions;
using StudioApp.Engine.Local;

namespace StudioApp.Engine.Tests.Local;

public sealed class PipelinePoolTests : IDisposable
{
    private static readonly ModelFolder Lantern = Folder("lantern");

    private readonly CountingLoader _loader = new();
    private readonly PipelinePool _pool;

    public PipelinePoolTests() => _pool = new PipelinePool(
        _loader, Options.Create(new LocalGenerationOptions { KeepLoaded = 1 }), TimeProvider.System, NullLogger<PipelinePool>.Instance);

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task RentAsync_SameFiles_IsLoadedOnce()
    {
        var first = await UseAsync(Lantern);

        Assert.Same(first, await UseAsync(Lantern with { Title = "another title" }));
        Assert.Single(_loader.Loaded);
        Assert.False(first.Disposed);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public async Task RentAsync_FilesWereReplaced_LoadsThemAnewAndLetsTheOldGo(int moreBytes, int secondsLater)
    {
        var old = await UseAsync(Lantern);

        var current = await UseAsync(Lantern with { Bytes = Lantern.Bytes + moreBytes, ChangedAt = Lantern.ChangedAt.AddSeconds(secondsLater) });

        Assert.NotSame(old, current);
        Assert.Equal((true, false), (old.Disposed, current.Disposed));
    }

    [Fact]
    public async Task RentAsync_FilesWereReplacedDuringAGeneration_ItEndsOnTheOldOnes()
    {
        var replaced = Lantern with { Bytes = Lantern.Bytes + 1 };
        StubPipeline old;
        using (var running = await _pool.RentAsync(Lantern, default))
        {
            old = (StubPipeline)running.Pipeline;
            Assert.NotSame(old, await UseAsync(replaced));
            Assert.False(old.Disposed);
        }

        // the next that is loaded finds it idle
        await UseAsync(Folder("another"));
        Assert.True(old.Disposed);
    }

    private async Task<StubPipeline> UseAsync(ModelFolder folder)
    {
        using var lease = await _pool.RentAsync(folder, default);
        return (StubPipeline)lease.Pipeline;
    }

    private static ModelFolder Folder(string name) => new()
    {
        Name = name,
        Path = $"/models/{name}",
        Title = name,
        Bytes = 1000,
        ChangedAt = new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc),
    };

    private sealed class CountingLoader : IPipelineLoader
    {
        public ConcurrentQueue<ModelFolder> Loaded { get; } = [];

        public string Device => "none";

        public NodePlacement? PlacementOf(ModelFolder folder) => null;

        public Task<IVideoPipeline> LoadAsync(ModelFolder folder, CancellationToken ct)
        {
            Loaded.Enqueue(folder);
            return Task.FromResult<IVideoPipeline>(new StubPipeline());
        }
    }

    private sealed class StubPipeline : IVideoPipeline
    {
        public bool Disposed { get; private set; }

        public string Device => "none";

        public IAsyncEnumerable<RgbFrame> GenerateAsync(VideoRequest request, IPipelineObserver observer, CancellationToken ct) => throw new InvalidOperationException("Nothing is to be generated here.");

        public void Dispose() => Disposed = true;
    }
}
