using System.Diagnostics.CodeAnalysis;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StudioApp.Core.Models;
using StudioApp.Engine;
using StudioApp.Engine.Local;
using StudioApp.TestKit.Files;
using StudioApp.TestKit.Models;
using StudioApp.Web.Features.Models;
using StudioApp.Web.Shared.Text;
using StudioApp.Web.Shared.Ui;
using StudioApp.Web.Tests.Fakes;

namespace StudioApp.Web.Tests.Features.Models;

[SuppressMessage("Usage", "CA2213", Justification = "xunit's IAsyncLifetime disposes, which the rule does not know.")]
public sealed class ModelsPageTests : BunitContext, IAsyncLifetime
{
    private static readonly InstalledModel Lantern = new ModelBuilder().Build() with
    {
        Bytes = 15_726_542,
        Licence = "mit",
        Card = "# Lantern v0\n\nA paper theatre.",
        Vocabulary = new PromptVocabulary(
            [new VocabularyGroup("subjects", ["fox"]), new VocabularyGroup("motions", ["moving right"]), new VocabularyGroup("moods", ["calm"])],
            new HashSet<string> { "fox", "moving", "right", "calm" }),
    };

    private readonly ChangingCatalog _catalog = new();
    private readonly TempFolder _models = new();

    public ModelsPageTests()
    {
        Services.AddLogging();
        Services.AddStudioLocalisation();
        Services.AddStudioUi();
        Services.AddModels();
        Services.AddSingleton<IModelCatalog>(_catalog);
        Services.AddLocalGeneration().AddModelHub();
        Services.Configure<LocalGenerationOptions>(o => o.ModelsFolder = _models.Path);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        _models.Dispose();
    }

    [Fact]
    public void Usable_ShowsWhatPeopleWantToKnow()
    {
        var page = Open(Lantern);

        Assert.Equal("1 ready", page.Find(".page-header p").TextContent);
        Assert.Equal("Lantern v0", page.Find("article h2").TextContent);
        var facts = page.Find(".facts").TextContent;
        Assert.Contains("CPU (2 threads)", facts);
        Assert.Contains("15.7 MB", facts);
        Assert.Contains("mit", facts);
        Assert.Contains("12 steps, guidance 4.5", facts);
        Assert.Contains("--gpu", facts);
        Assert.Contains("A paper theatre.", page.Find(".markdown").TextContent);
    }

    [Fact]
    public void OnACard_ThatLeavesNodesToTheCpu_ItSaysHowManyAndWhich() => Assert.Contains(
        "12 of its 900 nodes run on the CPU, for the card cannot do them: Gather, Resize.",
        Open(Lantern with { Device = "CUDA 0", Fallback = new CpuFallback(12, 900, ["Gather", "Resize"]) }).Find(".facts").TextContent);

    [Fact]
    public void OnACard_ItSaysSo() => Assert.DoesNotContain("--gpu", Open(Lantern with { Device = "CUDA 0" }).Find(".facts").TextContent);

    [Fact]
    public void Words_StartAPrompt()
    {
        var page = Open(Lantern);

        Assert.Equal(["/?prompt=fox", "/?prompt=moving%20right", "/?prompt=calm"], page.FindAll(".chip").Select(c => c.GetAttribute("href")));
        Assert.Equal(["Subjects", "Motions", "moods"], page.FindAll("h4").Select(h => h.TextContent));
    }

    [Fact]
    public void Refused_SaysWhyAndWhatToDo_InTheReadersLanguage()
    {
        using var _ = new CultureScope("zh-Hans");

        var page = Open(Lantern, new ModelBuilder().Named("wan").RefusedFor(ModelErrors.FileMissing("unet/model.onnx")).Build());

        var panel = page.Find(".refused .error");
        Assert.Contains("models/wan", panel.TextContent);
        Assert.Contains("缺少文件 unet/model.onnx", panel.TextContent);
        Assert.Single(page.FindAll("article"));
    }

    [Fact]
    public void Unsupported_IsExplainedInTheReadersLanguage_AndTheTechnicalPartOnlyQuoted()
    {
        using var _ = new CultureScope("zh-Hans");

        var page = Open(Lantern, new ModelBuilder().Named("wan").RefusedFor(ModelErrors.Unsupported("It is a 'WanPipeline'.")).Build());

        Assert.StartsWith("这个版本的工作室无法运行它", page.Find(".refused .error p").TextContent);
        Assert.DoesNotContain("WanPipeline", page.Find(".refused .error p").TextContent);
        Assert.Equal("“It is a 'WanPipeline'.”", page.Find(".refused .error .quote[lang=en]").TextContent);
    }

    [Fact]
    public void Device_IsNamedInTheReadersLanguage()
    {
        using var _ = new CultureScope("zh-Hans");

        Assert.Contains("CPU（2 个线程）", Open(Lantern).Find(".device").TextContent);
    }

    [Fact]
    public void Empty_SaysWhereAModelGoes() => Assert.Contains("models folder", Open().Find(".empty").TextContent);

    [Fact]
    public void LookAgain_FindsWhatWasPutThere()
    {
        var page = Open();
        _catalog.AfterRefresh = [Lantern];

        page.FindAll("button").Single(b => b.TextContent.Contains("Look again")).Click();

        page.WaitForAssertion(() => Assert.Equal("Lantern v0", page.Find("article h2").TextContent));
    }

    private IRenderedComponent<ModelsPage> Open(params InstalledModel[] models)
    {
        _catalog.Models = models;
        var page = Render<ModelsPage>();
        page.WaitForState(() => page.FindAll(".placeholder").Count == 0, TimeSpan.FromSeconds(30));
        return page;
    }

    private sealed class ChangingCatalog : IModelCatalog
    {
        public IReadOnlyList<InstalledModel> Models { get; set; } = [];

        public IReadOnlyList<InstalledModel> AfterRefresh { get; set; } = [];

        public Task<IReadOnlyList<InstalledModel>> ListAsync(CancellationToken ct) => Task.FromResult(Models);

        public Task<InstalledModel?> FindAsync(string name, CancellationToken ct) => Task.FromResult(Models.FirstOrDefault(m => m.Name == name));

        public Task RefreshAsync(CancellationToken ct)
        {
            Models = AfterRefresh;
            return Task.CompletedTask;
        }
    }
}
