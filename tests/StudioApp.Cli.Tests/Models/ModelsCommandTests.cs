using System.Text.Json;
using StudioApp.Cli.Tests.Support;
using StudioApp.Core.Models;
using StudioApp.TestKit.Models;

namespace StudioApp.Cli.Tests.Models;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly TestCli _cli = new();

    [Fact]
    public async Task Run_UsableAndRefused_SaysWhatRunsAndWhyNot()
    {
        _cli.Models.Add(new ModelBuilder().Named("broken").RefusedFor(ModelErrors.FileMissing("stage/model.onnx")).Build());

        Assert.Equal(0, await _cli.RunAsync("models"));

        Assert.Contains("lantern: Lantern v0", _cli.Out);
        Assert.Contains("runs on CPU (2 threads)", _cli.Out);
        Assert.Contains("5 to 10 s, 1:1 or 16:9; 12 steps and guidance 4.5", _cli.Out);
        Assert.Contains("cannot be used: The file stage/model.onnx is missing.", _cli.Out);
    }

    [Fact]
    public async Task Run_ClosedVocabulary_ListsIt()
    {
        _cli.Models[0] = _cli.Models[0] with { Vocabulary = new PromptVocabulary([new VocabularyGroup("places", ["forest", "space"])], new HashSet<string> { "forest", "space" }) };

        await _cli.RunAsync("models");

        Assert.Contains("places: forest, space", _cli.Out);
    }

    [Fact]
    public async Task Run_None_SaysWhereTheyGo()
    {
        _cli.Models.Clear();

        Assert.Equal(0, await _cli.RunAsync("models"));
        Assert.Contains("Put model folders there", _cli.Out);
    }

    [Fact]
    public async Task Run_Json_NamesTheProblemByCode()
    {
        _cli.Models.Add(new ModelBuilder().Named("broken").RefusedFor(ModelErrors.FileCorrupt("a")).Build());

        await _cli.RunAsync("models", "--json");

        using var list = JsonDocument.Parse(_cli.Out);
        Assert.Equal([true, false], list.RootElement.EnumerateArray().Select(m => m.GetProperty("usable").GetBoolean()));
        Assert.Equal("model.file-corrupt", list.RootElement[1].GetProperty("problem").GetProperty("code").GetString());
    }

    public void Dispose() => _cli.Dispose();
}
