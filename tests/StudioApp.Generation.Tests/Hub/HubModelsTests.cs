using StudioApp.Core.Models;
using StudioApp.Engine.Tests.Local;
using StudioApp.TestKit.Hub;

namespace StudioApp.Engine.Tests.Hub;

public sealed class HubModelsTests : IAsyncLifetime
{
    private HubStudio _studio = null!;

    private LoopbackHub Hub => _studio.Hub;

    public async Task InitializeAsync() => _studio = await HubStudio.StartAsync();

    public async Task DisposeAsync() => await _studio.DisposeAsync();

    [Fact]
    public async Task Describe_AModelThatRuns_TellsFamilyLicenceAndSizeBeforeAGraphIsFetched()
    {
        var repository = Hub.Add("studio/lantern").WithFolder(Path.Combine(LocalModelFolder.Models, "lantern")).Licensed("mit").With("picture.png", new byte[20_000]);

        var model = await _studio.LookAsync("studio/lantern");

        Assert.Equal(("Lantern", null, "mit"), (model.Family, model.Problem, model.Licence));
        Assert.Equal(repository.Commit, model.Commit);
        Assert.Equal(["main", "v1.0"], model.Revisions);
        Assert.Equal("lantern", model.SuggestedName);
        Assert.True(model.FreeBytes > 0);
        Assert.Equal(7, model.Files.Count(f => f.Path.EndsWith(".onnx", StringComparison.Ordinal)));
        Assert.DoesNotContain(model.Files, f => f.Path.EndsWith(".png", StringComparison.Ordinal));
        Assert.DoesNotContain(Hub.Seen, r => r.Address.EndsWith(".onnx", StringComparison.Ordinal));
        Assert.Empty(_studio.Files);
    }

    [Fact]
    public async Task Describe_AMissingGraph_IsNamedBeforeTheDownload()
    {
        Hub.Add("studio/lantern").WithFolder(Path.Combine(LocalModelFolder.Models, "lantern")).Without("backdrop_decoder/model.onnx").Without("tokenizer/vocab.json");

        var model = await _studio.LookAsync("studio/lantern");

        Assert.Equal("Lantern", model.Family);
        Assert.Equal(("hub.lacks-files", "backdrop_decoder/model.onnx, tokenizer/vocab.json"), (model.Problem!.Code, model.Problem.Arguments[0]));
    }

    [Fact]
    public async Task Describe_AFamilyThatDoesNotRunHere_SaysSo()
    {
        Hub.AddSmall().With("model_index.json", """{ "_class_name": "FluxPipeline" }""");

        Assert.Contains("FluxPipeline", (await _studio.LookAsync("studio/small")).Problem!.Message);
    }

    [Fact]
    public async Task Describe_WithoutAnIndex_LeavesItToTheGraphs()
    {
        Hub.AddSmall().Without("model_index.json");

        Assert.Equal(("", null), await _studio.LookAsync("studio/small") is { } model ? (model.Family, model.Problem) : default);
    }

    [Fact]
    public async Task Describe_OnlyWeightsOfOtherPrograms_IsRefused()
    {
        Hub.Add("studio/torch").With("model_index.json", "{}").With("unet/diffusion_pytorch_model.safetensors", new byte[100]);

        Assert.Equal("hub.no-graphs", (await _studio.RefusedAsync("studio/torch")).Code);
    }

    [Fact]
    public async Task Describe_NoSuchModel_SaysItMayBePrivate()
    {
        Assert.Equal("hub.not-found", (await _studio.RefusedAsync("studio/nothing")).Code);
        Assert.Equal("hub.not-found", (await _studio.RefusedAsync("studio/nothing", Hub.GoodToken)).Code);
    }

    [Fact]
    public async Task Describe_NoSuchRevision_IsSaid()
    {
        Hub.AddSmall();

        Assert.Equal("hub.revision-not-found", (await _studio.RefusedAsync("studio/small", revision: "onnx")).Code);
    }

    [Fact]
    public async Task Describe_ARevisionWithASlash_IsOneName()
    {
        Hub.AddSmall().OnBranch("refs/pr/1");

        Assert.True((await _studio.ModelHub.DescribeAsync(new HubAddress("studio/small", "refs/pr/1"), null, default)).Succeeded);
    }

    [Fact]
    public async Task Describe_APrivateModel_NeedsATokenThatMaySeeIt()
    {
        Hub.AddSmall().Private();

        Assert.Equal("hub.not-found", (await _studio.RefusedAsync("studio/small")).Code);
        Assert.NotNull(await _studio.LookAsync("studio/small", Hub.GoodToken));
    }

    [Fact]
    public async Task Describe_ATokenThatExpired_IsSaid() =>
        Assert.Equal("hub.token-refused", (await _studio.RefusedAsync(Hub.AddSmall().Id, "hf_expired")).Code);

    [Fact]
    public async Task Describe_AGatedModelWithoutToken_ShowsItAndSaysWhatToDo()
    {
        Hub.AddSmall().Gated();

        var model = await _studio.LookAsync("studio/small");

        Assert.True(model.Gated);
        Assert.Equal("mit", model.Licence);
        Assert.Equal("hub.licence-not-accepted", model.Problem!.Code);
        Assert.Contains(Hub.Address + "/studio/small", model.Problem.Message);
    }

    [Fact]
    public async Task Describe_TheTokenOfTheSettings_IsUsedAndNeverLogged()
    {
        _studio.Configure = o => o.Token = Hub.GoodToken;
        await _studio.RestartAsync();
        Hub.AddSmall().Private();

        await _studio.LookAsync("studio/small");

        Assert.NotEmpty(Hub.Seen);
        Assert.DoesNotContain(_studio.Logged, line => line.Contains(Hub.GoodToken, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../outside.json")]
    [InlineData("unet/../../outside.json")]
    [InlineData("/etc/outside.json")]
    [InlineData("unet\\..\\..\\outside.json")]
    [InlineData("C:/outside.json")]
    [InlineData("unet//x.json")]
    [InlineData("unet/con.json")]
    [InlineData("unet/x.json ")]
    [InlineData("UNET/model.onnx")]
    public async Task Describe_APathThatCouldLeaveTheFolderOrHitAnother_RefusesTheModel(string path)
    {
        Hub.AddSmall().With(path, "{}");

        Assert.Equal("hub.path-unsafe", (await _studio.RefusedAsync("studio/small")).Code);
        Assert.Empty(_studio.Files);
    }

    [Fact]
    public async Task Describe_NobodyAnswers_SaysWhich()
    {
        _studio.Configure = o => o.BaseAddress = "http://127.0.0.1:1";
        await _studio.RestartAsync();

        Assert.Equal("hub.unreachable", (await _studio.RefusedAsync("studio/small")).Code);
    }

    [Fact]
    public async Task Describe_AnAnswerThatIsNoList_IsSaid()
    {
        Hub.AddSmall();
        Hub.Faults.AnswerNext("main", context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.Body.WriteAsync("<html>Sign in to the hotel's network</html>"u8.ToArray()).AsTask();
        });

        Assert.Equal("hub.answer-unexpected", (await _studio.RefusedAsync("studio/small")).Code);
    }

    [Fact]
    public async Task AStudioThatNobodyAsks_AsksNothing()
    {
        await _studio.Installer.ListAsync(default);
        await _studio.Trash.ListAsync(default);
        await _studio.Catalog.ListAsync(default);

        Assert.Empty(Hub.Seen);
    }
}
