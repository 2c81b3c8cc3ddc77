using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Pictures;
using StudioApp.Data;
using StudioApp.Data.Sqlite;
using StudioApp.Diffusion;
using StudioApp.Engine.Clips;
using StudioApp.Engine.Local;
using StudioApp.Media.Probing;
using StudioApp.TestKit.Files;
using StudioApp.TestKit.Generations;
using StudioApp.TestKit.Models;
using StudioApp.TestKit.Pictures;
using StudioApp.TestKit.Previews;

namespace StudioApp.Engine.Tests.Local;

/// <summary>Real pictures through ffmpeg into the real store, and from there into real graphs, small ones.</summary>
public sealed class StartPictureTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly TinyModels _models = new TinyModels().AddStableDiffusion().AddStableDiffusion("no-encoder").AddStableVideoDiffusion();
    private readonly ServiceProvider _services;
    private readonly List<GenerationProgress> _progress = [];

    public StartPictureTests()
    {
        File.Delete(_models.FileOf("no-encoder", "vae_encoder/model.onnx"));
        _services = new ServiceCollection()
            .AddLogging()
            .Configure<StorageOptions>(o => o.DataFolder = _folder.Join("data"))
            .Configure<LocalGenerationOptions>(o => o.ModelsFolder = _models.Path)
            .Configure<DiffusionOptions>(o => o.Device = DevicePreference.Cpu)
            .AddStudioData()
            .AddSqlite()
            .AddLocalGeneration()
            .BuildServiceProvider();
    }

    private IModelCatalog Catalog => Get<IModelCatalog>();

    private IPictureStore Store => Get<IPictureStore>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        _models.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("tiny-sd", PictureUse.May, true)]
    [InlineData("no-encoder", PictureUse.No, false)]
    [InlineData("tiny-svd", PictureUse.Must, false)]
    public async Task Catalog_SaysWhetherAModelTakesAPicture(string name, PictureUse use, bool usesStrength)
    {
        var model = await Catalog.FindAsync(name, default);

        Assert.Null(model?.Problem);
        Assert.Equal((use, usesStrength), (model!.TakesPicture, model.UsesStrength));
    }

    [Theory]
    [InlineData("tiny-sd")]
    [InlineData("tiny-svd")]
    public async Task GenerateAsync_FromAPicture_DependsOnIt_AndIsTheSameEveryTime(string model)
    {
        var (blue, yellow) = (await TakeAsync(blue: 255), await TakeAsync(blue: 0));

        var first = await MakeAsync(model, blue);
        var again = await MakeAsync(model, blue);
        var other = await MakeAsync(model, yellow);

        Assert.Equal(await BytesAsync(first), await BytesAsync(again));
        Assert.NotEqual(await BytesAsync(first), await BytesAsync(other));
    }

    [Fact]
    public async Task GenerateAsync_LittleStrength_StaysNearerToThePicture()
    {
        var picture = await TakeAsync(blue: 255);

        var near = await MakeAsync("tiny-sd", picture, strength: 0.25);
        var steps = _progress.Where(p => p.Phase == GenerationPhase.Rendering).Select(p => (p.Step, p.TotalSteps)).Distinct().ToList();
        var far = await MakeAsync("tiny-sd", picture, strength: 1);

        Assert.NotEqual(await BytesAsync(near), await BytesAsync(far));
        Assert.Equal([(2, 2)], steps);
    }

    [Fact]
    public async Task GenerateAsync_FromAPicture_TheFileCarriesItsNameAndStrength()
    {
        var picture = await TakeAsync(blue: 255);

        var draft = await MakeAsync("tiny-sd", picture, strength: 0.5);

        var probed = await Get<IMediaProbe>().ProbeAsync(draft.VideoPath, default);
        Assert.True(ClipSettingsJson.TryRead(probed.Tags?.SettingsJson, out var restored));
        Assert.Equal((picture.Id, 0.5), (restored.StartPicture, restored.Strength));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GenerateAsync_ThePictureHasVanishedOrIsDamaged_FailsWithTheReason(bool vanished)
    {
        var picture = await TakeAsync(blue: 255);
        var path = Store.Locate(picture.Id)!;
        var bytes = await File.ReadAllBytesAsync(path);
        if (vanished)
            File.Delete(path);
        else
            await File.WriteAllBytesAsync(path, bytes[..(bytes.Length / 2)]);

        var outcome = await GenerateAsync("tiny-sd", picture, 0.8, Draft());

        Assert.Equal("generation.picture-gone", outcome.Error?.Code);
    }

    [Fact]
    public async Task Rehearsal_OfAModelThatNeedsAPicture_HasOne() =>
        await Get<Rehearsal>().RunAsync(Get<LocalModels>().Find("tiny-svd")!, default);

    [Fact]
    public async Task TakeAsync_TheSamePictureTwice_IsOne()
    {
        Assert.Equal(await TakeAsync(blue: 7), await TakeAsync(blue: 7));
        Assert.NotEqual(await TakeAsync(blue: 7), await TakeAsync(blue: 8));
    }

    [Fact]
    public async Task TakeAsync_SamePixelsInAnotherShape_IsAnother()
    {
        // one colour: the pixels in a row are the same
        var wide = await OutcomeOf(Uniform(8, 2));
        var high = await OutcomeOf(Uniform(2, 8));

        Assert.NotEqual(wide.Value!.Id, high.Value!.Id);

        static byte[] Uniform(int width, int height)
        {
            using var bitmap = new SkiaSharp.SKBitmap(width, height);
            bitmap.Erase(SkiaSharp.SKColors.Teal);
            return bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100).ToArray();
        }
    }

    [Fact]
    public async Task TakeAsync_LargerThanItMayBe_IsRefused_AndNothingIsLeft()
    {
        Get<IOptions<Engine.Pictures.PictureOptions>>().Value.MaxMegabytes = 1;

        var refused = await OutcomeOf([.. TestPicture.Png(64, 48), .. new byte[1_000_001]]);

        Assert.Equal(("picture.file-too-large", "1"), (refused.Error?.Code, refused.Error?.Arguments[0]));
        Assert.Empty(Directory.EnumerateFiles(_folder.Join("data", "pictures"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task TakeAsync_MorePixelsThanMayBe_IsRefused_WithTheirNumber()
    {
        Get<IOptions<Engine.Pictures.PictureOptions>>().Value.MaxMegapixels = 1;

        var refused = await OutcomeOf(TestPicture.Png(1001, 1000));

        Assert.Equal("picture.too-many-pixels", refused.Error?.Code);
        Assert.Equal(["1001", "1000", "1"], refused.Error!.Arguments);
    }

    [Theory]
    [InlineData("", "picture.empty")]
    [InlineData("not a picture", "picture.not-a-picture")]
    public async Task TakeAsync_NoPicture_IsRefused_AtItsField(string text, string code)
    {
        var refused = await OutcomeOf(System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Equal((code, "picture"), (refused.Error?.Code, refused.Error?.Field));
    }

    [Fact]
    public async Task TakeFrameAsync_AMomentOfAClip_IsItsFrame()
    {
        var picture = await TakeAsync(blue: 255);
        var draft = Draft();
        var facts = (await GenerateAsync("tiny-svd", picture, null, draft)).Value!;

        var shown = await Get<IPictureIntake>().TakeFrameAsync(draft.VideoPath, facts, TimeSpan.FromSeconds(0.5), default);
        var sameFrame = await Get<IPictureIntake>().TakeFrameAsync(draft.VideoPath, facts, TimeSpan.FromSeconds(0.55), default);
        var last = await Get<IPictureIntake>().TakeFrameAsync(draft.VideoPath, facts, TimeSpan.FromSeconds(99), default);

        Assert.True(shown.Succeeded && last.Succeeded, shown.Error?.Message ?? last.Error?.Message);
        Assert.Equal((facts.Width, facts.Height), (shown.Value.Width, shown.Value.Height));
        Assert.Equal(shown.Value.Id, sameFrame.Value!.Id);
        Assert.NotEqual(shown.Value.Id, last.Value.Id);
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private async Task<Picture> TakeAsync(byte blue)
    {
        var taken = await OutcomeOf(TestPicture.Png(96, 64, blue));
        Assert.True(taken.Succeeded, taken.Error?.Message);
        return taken.Value;
    }

    private async Task<Outcome<Picture>> OutcomeOf(byte[] file) => await Get<IPictureIntake>().TakeAsync(new MemoryStream(file), default);

    private async Task<MediaDraft> MakeAsync(string model, Picture picture, double? strength = null)
    {
        var draft = Draft();
        var outcome = await GenerateAsync(model, picture, model == "tiny-sd" ? strength ?? 0.8 : null, draft);
        Assert.True(outcome.Succeeded, outcome.Error?.Message);
        return draft;
    }

    private Task<Outcome<ClipFacts>> GenerateAsync(string model, Picture picture, double? strength, MediaDraft draft)
    {
        var queued = new GenerationBuilder().WithModel(model).WithSeconds(2).StartingFrom(picture.Id, strength).Build();
        var running = (queued with { Settings = queued.Settings with { Steps = 8 } }).Start(GenerationBuilder.Noon);
        _progress.Clear();
        return Get<IVideoGenerator>().GenerateAsync(running, draft, new Progress(_progress.Add), new RecordingPreviewSink(), default);
    }

    private static Task<byte[]> BytesAsync(MediaDraft draft) => File.ReadAllBytesAsync(draft.VideoPath);

    private MediaDraft Draft() => new(Directory.CreateDirectory(_folder.Join(Guid.NewGuid().ToString("N"))).FullName, "key");

    private sealed class Progress(Action<GenerationProgress> report) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value) => report(value);
    }
}
