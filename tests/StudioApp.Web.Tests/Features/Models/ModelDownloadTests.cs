using System.Diagnostics.CodeAnalysis;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StudioApp.Core.Models;
using StudioApp.Diffusion;
using StudioApp.Engine;
using StudioApp.Engine.Hub;
using StudioApp.Engine.Local;
using StudioApp.TestKit.Files;
using StudioApp.TestKit.Hub;
using StudioApp.Web.Features.Models;
using StudioApp.Web.Shared.Text;
using StudioApp.Web.Shared.Ui;
using StudioApp.Web.Tests.Fakes;

namespace StudioApp.Web.Tests.Features.Models;

/// <summary>The models page on the studio's own downloads, with a hub on this machine.</summary>
[SuppressMessage("Usage", "CA2213", Justification = "xunit's IAsyncLifetime disposes, which the rule does not know.")]
public sealed class ModelDownloadTests : BunitContext, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder _models = new();
    private LoopbackHub _hub = null!;

    public async Task InitializeAsync()
    {
        _hub = await LoopbackHub.StartAsync();
        _hub.Add("studio/tiny")
            .With("model_index.json", """{ "_class_name": "FluxPipeline" }""")
            .With("unet/model.onnx", new byte[300_000])
            .With("unet/model.safetensors", new byte[50_000]);
        Services.AddLogging();
        Services.AddStudioLocalisation();
        Services.AddStudioUi();
        Services.AddModels();
        Services.AddLocalGeneration().AddModelHub();
        Services.Configure<LocalGenerationOptions>(o => o.ModelsFolder = _models.Path);
        Services.Configure<DiffusionOptions>(o => o.Device = DevicePreference.Cpu);
        Services.Configure<HubOptions>(o => o.BaseAddress = _hub.Address);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await _hub.DisposeAsync();
        _models.Dispose();
    }

    [Fact]
    public void Look_SaysLicenceSizeAndWhatSpeaksAgainstIt_BeforeTheDownload()
    {
        var page = Looked("studio/tiny");

        var facts = page.Find(".fact-list").TextContent;
        Assert.Contains("mit", facts);
        Assert.Contains("300 KB", facts);
        Assert.Contains("FluxPipeline", page.Find(".found .error").TextContent);
        Assert.Contains("1 further files (50 KB)", page.Find(".found .disclosure").TextContent);
        Assert.Equal("tiny", page.Find("#hub-name").GetAttribute("value"));
        Assert.DoesNotContain(_hub.Seen, r => r.Address.EndsWith(".onnx", StringComparison.Ordinal));
    }

    [Fact]
    public void Look_NoSuchModel_SaysWhatToDoAndMarksTheField()
    {
        var page = Open();
        Ask(page, "studio/nothing");

        page.WaitForAssertion(() => Assert.Contains("no model 'studio/nothing'", page.Find("[role=alert]").TextContent), Patience);
        Assert.Equal("true", page.Find("#hub-repository").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void TheToken_IsNotReadable() => Assert.Equal("password", Adding(Open()).Find("#hub-token").GetAttribute("type"));

    [Fact]
    public void Download_ShowsHowFarItIs_AndThenTheModel()
    {
        var held = _hub.Faults.Hold("unet/model.onnx", 100_000);
        var page = Looked("studio/tiny");
        page.Find(".take").Submit();

        page.WaitForAssertion(() =>
        {
            Assert.Empty(page.FindAll(".add"));
            Assert.Contains("studio/tiny, main", page.Find(".install").TextContent);
            Assert.InRange(double.Parse(page.Find("progress").GetAttribute("value")!, System.Globalization.CultureInfo.InvariantCulture), 0.1, 0.99);
        }, Patience);
        held.LetGo();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".install")), Patience);
        Assert.Equal("tiny is installed.", page.Find("[role=status]").TextContent);
        Assert.Contains("models/tiny", page.Find(".refused").TextContent); // no family here runs it, as was said before
    }

    [Fact]
    public void Cancel_KeepsWhatCame_AndGoesOnFromThere()
    {
        var held = _hub.Faults.Hold("unet/model.onnx", 100_000);
        var page = Looked("studio/tiny");
        page.Find(".take").Submit();
        page.WaitForElement(".install .buttons button", Patience).Click();

        page.WaitForAssertion(() => Assert.Contains("what came is kept", page.Find(".install .status").TextContent), Patience);
        held.LetGo();
        Button(page, "Go on").Click();

        page.WaitForAssertion(() => Assert.Contains("models/tiny", page.Find(".refused").TextContent), Patience);
    }

    [Fact]
    public async Task AfterARestart_ADownloadIsThereAndNothingIsAsked()
    {
        var held = _hub.Faults.Hold("unet/model.onnx", 100_000);
        var installer = Services.GetRequiredService<IModelInstaller>();
        var model = (await Services.GetRequiredService<IModelHub>().DescribeAsync(new HubAddress("studio/tiny", "main"), null, default)).Value!;
        await installer.StartAsync(model, "tiny", null, default);
        await held.Reached;
        await installer.StopAsync("tiny", default);
        var asked = _hub.Seen.Count;

        var page = Open();

        Assert.Contains("Stopped", page.Find(".install .status").TextContent);
        Assert.Equal(asked, _hub.Seen.Count);
        Button(page, "Discard").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".install")), Patience);
        Assert.False(Directory.Exists(_models.Join(".downloads", "tiny")));
    }

    [Fact]
    public void ALicenceThatIsNotAccepted_AsksForATokenWhereItFailed()
    {
        _hub.Add("studio/gated").With("model_index.json", "{}").With("unet/model.onnx", new byte[20_000]).Gated();
        var page = Looked("studio/gated");
        Assert.Contains("To be accepted on its page first", page.Find(".fact-list").TextContent);
        page.Find(".take").Submit();

        page.WaitForElement("#token-gated", Patience).Input(_hub.GoodToken);
        Button(page, "Go on").Click();

        page.WaitForAssertion(() => Assert.Contains("models/gated", page.Find(".refused").TextContent), Patience);
    }

    [Fact]
    public void Remove_CanBeTakenBack()
    {
        Directory.CreateDirectory(_models.Join("wan"));
        var page = Open();

        Button(page, "Remove wan").Click();
        page.WaitForAssertion(() => Assert.Contains("wan", page.Find(".removed").TextContent), Patience);
        Assert.False(Directory.Exists(_models.Join("wan")));
        Button(page, "Put back").Click();

        page.WaitForAssertion(() => Assert.Contains("models/wan", page.Find(".refused").TextContent), Patience);
        Assert.True(Directory.Exists(_models.Join("wan")));
    }

    [Fact]
    public void Look_AtAFolderOfThisMachine_LinksItWithoutCopying()
    {
        var page = Looked(Path.Combine(RepositoryRoot.Models, "lantern"));
        Assert.Contains("Lantern", page.Find(".found .fact-list").TextContent);
        Assert.True(page.Find("#hub-token").HasAttribute("disabled"));

        page.Find("#hub-name").Input("paper");
        page.Find(".take").Submit();

        page.WaitForAssertion(() => Assert.Contains(Path.Combine(RepositoryRoot.Models, "lantern"), page.Find(".models").TextContent), Patience);
        Assert.Equal("“paper” is listed now.", page.Find("[role=status]").TextContent);
        Assert.Empty(_hub.Seen);
    }

    [Fact]
    public void Look_AtAFolderThatIsNotThere_SaysSo()
    {
        var page = Open();
        Ask(page, "/nowhere/at/all");

        page.WaitForAssertion(() => Assert.Contains("no folder '/nowhere/at/all'", page.Find("[role=alert]").TextContent), Patience);
    }

    [Fact]
    public void Errors_AreSaidInTheReadersLanguage()
    {
        using var _ = new CultureScope("zh-Hans");
        var page = Open();
        Ask(page, "not a model");

        page.WaitForAssertion(() => Assert.Contains("不是模型站上的模型", page.Find("[role=alert]").TextContent), Patience);
    }

    private IRenderedComponent<ModelsPage> Open()
    {
        var page = Render<ModelsPage>();
        page.WaitForState(() => page.FindAll(".placeholder").Count == 0, Patience);
        return page;
    }

    private static IRenderedComponent<ModelsPage> Adding(IRenderedComponent<ModelsPage> page)
    {
        page.Find("[aria-controls=add-model]").Click();
        page.WaitForElement("#hub-repository", Patience);
        return page;
    }

    private static void Ask(IRenderedComponent<ModelsPage> page, string repository)
    {
        Adding(page).Find("#hub-repository").Input(repository);
        page.Find(".ask").Submit();
    }

    private IRenderedComponent<ModelsPage> Looked(string repository)
    {
        var page = Open();
        Ask(page, repository);
        page.WaitForElement(".found", Patience);
        return page;
    }

    private static IElement Button(IRenderedComponent<ModelsPage> page, string text) => page.FindAll("button").First(b => b.TextContent.Contains(text, StringComparison.Ordinal));
}
