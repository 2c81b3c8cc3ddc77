using Microsoft.Extensions.DependencyInjection;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Core.Models;
using StudioApp.Data;
using StudioApp.Engine.Clips;
using StudioApp.Engine.Local;
using StudioApp.Media.Probing;
using StudioApp.TestKit.Files;
using StudioApp.TestKit.Generations;
using StudioApp.TestKit.Previews;
using Xunit.Abstractions;

namespace StudioApp.Engine.Tests.Local;

/// <summary>The embedded model, ffmpeg and all: as the command line uses them.</summary>
public sealed class LocalVideoGeneratorTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddLogging()
        .Configure<LocalGenerationOptions>(o => o.ModelsFolder = LocalModelFolder.Models)
        .AddStudioData()
        .AddLocalGeneration()
        .BuildServiceProvider();

    private readonly RecordingPreviewSink _previews = new();
    private readonly List<GenerationProgress> _progress = [];

    private IVideoGenerator Generator => _services.GetRequiredService<IVideoGenerator>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task GenerateAsync_Lantern_WritesTheClipAndShowsItsMaking()
    {
        await _services.GetRequiredService<Rehearsal>().RunAsync(_services.GetRequiredService<LocalModels>().Find("lantern")!, default);
        var generation = Fox();
        var draft = Draft();

        var facts = await MakeAsync(generation, draft);

        var probed = await _services.GetRequiredService<IMediaProbe>().ProbeAsync(draft.VideoPath, default);
        Assert.Equal(5, probed.Duration.TotalSeconds, 0.1);
        Assert.Equal((512, 512, 24, 120), (facts.Width, facts.Height, facts.FramesPerSecond, facts.FrameCount));
        Assert.True(ClipSettingsJson.TryRead(probed.Tags?.SettingsJson, out var restored), probed.Tags?.SettingsJson);
        Assert.Equal(generation.Settings, restored);
        Assert.True(File.Exists(draft.PosterPath) && File.Exists(draft.SpritePath));

        AssertPreviews(generation);
        AssertProgress();
    }

    [Fact]
    public async Task GenerateAsync_SecondOfItsKind_KnowsFromItsStartHowLongItTakes()
    {
        await MakeAsync(Fox(), Draft());
        Assert.Null(_progress[0].Remaining);
        Assert.Null(_progress.First(p => p.Phase == GenerationPhase.Denoising).Remaining);
        _progress.Clear();

        var facts = await MakeAsync(Fox(), Draft());

        var promised = _progress[0].Remaining;
        Assert.NotNull(promised);
        output.WriteLine($"promised {promised.Value.TotalMilliseconds:0} ms, took {facts.MakingTime.TotalMilliseconds:0} ms");
    }

    [Fact]
    public async Task GenerateAsync_Cancelled_LeavesNothingBehind()
    {
        using var cancel = new CancellationTokenSource();
        var draft = Draft();
        var steps = 0;
        var progress = new Progress(p =>
        {
            // before it is cancelled: the test goes on as soon as that is
            steps = Math.Max(steps, p.Step);
            if (p is { Phase: GenerationPhase.Denoising, Step: 3 })
                cancel.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Generator.GenerateAsync(Fox(), draft, progress, _previews, cancel.Token));

        Assert.InRange(steps, 3, 4);
        Assert.Empty(Directory.EnumerateFiles(draft.Folder));
        var bursts = _previews.Bursts.Count;
        await MakeAsync(Fox(), Draft());
        Assert.True(_previews.Bursts.Count > bursts);
    }

    [Fact]
    public async Task GenerateAsync_SameSettings_SameVideoBitForBit()
    {
        var (first, second) = (Draft(), Draft());
        await MakeAsync(Fox(), first);
        await MakeAsync(Fox(), second);

        Assert.Equal(await File.ReadAllBytesAsync(first.VideoPath), await File.ReadAllBytesAsync(second.VideoPath));
    }

    [Fact]
    public async Task GenerateAsync_AspectThatTheModelLacks_IsAValueNotAnException()
    {
        var odd = Fox() with { Settings = Fox().Settings with { Aspect = new AspectRatio(7, 3) } };

        var outcome = await Generator.GenerateAsync(odd, Draft(), new Progress(_ => { }), _previews, default);

        Assert.Equal("generation.aspect-not-offered", outcome.Error?.Code);
    }

    [Fact]
    public async Task Catalog_Lantern_IsInstalledWithItsDefaultsAndWords()
    {
        var catalog = _services.GetRequiredService<IModelCatalog>();
        var model = await catalog.FindAsync("LANTERN", default);

        Assert.Null(model?.Problem);
        Assert.Equal(("Lantern", 5, 10, 24.0), (model!.Family, model.Defaults.MinSeconds, model.Defaults.MaxSeconds, model.Defaults.FramesPerSecond));
        Assert.StartsWith("CPU", model.Device, StringComparison.Ordinal);
        Assert.Equal(["tapir"], model.Vocabulary!.FindUnknown("a fox and tapir at sunset").Select(w => w.Text).Where(w => w == "tapir"));
        Assert.Equal("lantern", (await catalog.FindDefaultAsync(default))?.Name);
    }

    private void AssertPreviews(Generation generation)
    {
        var bursts = _previews.Bursts;
        output.WriteLine(string.Join(' ', bursts.Select(b => $"{b.Step}/{b.Frames.Count}x{b.Frames.Sum(f => f.Length) / 1000}kB")));
        Assert.All(bursts, b => Assert.Equal(generation.Id, b.Generation));
        Assert.All(bursts, b => Assert.InRange(b.Frames.Sum(f => f.Length), 1, 50_000));
        Assert.Equal(Enumerable.Range(1, bursts.Count).Select(i => (long)i), bursts.Select(b => b.Sequence));
        Assert.True(bursts.Select(b => b.Step).Distinct().Count() >= 3, "the picture comes out of the noise in at least three steps");
        Assert.All(bursts.Where(b => b.Step < 12), b => Assert.True(b.Frames.Count > 1, "a still looks like a hang"));
        Assert.True(bursts.Count(b => b.Step == 12) >= 2, "it goes on living while frames are rendered");
    }

    private void AssertProgress()
    {
        Assert.Equal(GenerationPhase.Preparing, _progress[0].Phase);
        Assert.Equal(Enumerable.Range(0, 13), _progress.Where(p => p.Phase is GenerationPhase.Denoising or GenerationPhase.Rendering).Select(p => p.Step).Distinct());
        Assert.Equal((GenerationPhase.Saving, 120), (_progress[^1].Phase, _progress[^1].Frame));
    }

    private async Task<ClipFacts> MakeAsync(Generation generation, MediaDraft draft)
    {
        var outcome = await Generator.GenerateAsync(generation, draft, new Progress(_progress.Add), _previews, default);
        Assert.True(outcome.Succeeded, outcome.Error?.Message);
        return outcome.Value;
    }

    private static Generation Fox() => new GenerationBuilder().Build().Start(GenerationBuilder.Noon);

    private MediaDraft Draft() => new(Directory.CreateDirectory(_folder.Join(Guid.NewGuid().ToString("N"))).FullName, "key");

    /// <summary>Reports on the caller's thread, in order, unlike the framework's own.</summary>
    private sealed class Progress(Action<GenerationProgress> report) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value) => report(value);
    }
}
