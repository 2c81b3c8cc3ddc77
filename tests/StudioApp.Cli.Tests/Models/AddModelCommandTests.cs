using StudioApp.Cli.Tests.Support;
using StudioApp.TestKit.Files;
using StudioApp.TestKit.Hub;

namespace StudioApp.Cli.Tests.Models;

/// <summary>The real command line, over real HTTP, from a hub on this machine.</summary>
public sealed class AddModelCommandTests : IAsyncLifetime
{
    private LoopbackHub _hub = null!;
    private TestCli _cli = null!;

    public async Task InitializeAsync()
    {
        _hub = await LoopbackHub.StartAsync();
        _cli = new TestCli { Hub = _hub };
        _hub.Add("studio/tiny")
            .With("model_index.json", """{ "_class_name": "FluxPipeline" }""")
            .With("unet/model.onnx", new byte[200_000])
            .With("unet/model.safetensors", new byte[50_000]);
    }

    public async Task DisposeAsync()
    {
        _cli.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Add_Yes_SaysWhatItIsAndDownloadsIt()
    {
        Assert.Equal(0, await _cli.RunAsync("models", "add", "studio/tiny", "--yes"));

        Assert.Contains("licence: mit", _cli.Error);
        Assert.Contains("size: 200 kB in 2 files", _cli.Error);
        Assert.Contains("left out: 1 files for other programs (50 kB)", _cli.Error);
        Assert.Contains("unet/model.onnx  200 kB", _cli.Error);
        Assert.Contains("FluxPipeline", _cli.Error);
        Assert.Equal("tiny", _cli.Out.Trim());
        Assert.Equal(200_000, new FileInfo(_cli.At("tiny/unet/model.onnx")).Length);
    }

    [Fact]
    public async Task Add_AFolder_LinksItAndAsksNobody()
    {
        var lantern = Path.Combine(RepositoryRoot.Models, "lantern");

        Assert.Equal(0, await _cli.RunAsync("models", "add", lantern, "--name", "paper"));

        Assert.Equal("paper", _cli.Out.Trim());
        Assert.Contains($"stays in '{lantern}'", _cli.Error);
        Assert.Equal(lantern, new DirectoryInfo(_cli.At("paper")).LinkTarget);
        Assert.Empty(_hub.Seen);
    }

    [Fact]
    public async Task Add_AFolderOfSomethingElse_LinksNothing()
    {
        Assert.Equal(1, await _cli.RunAsync("models", "add", Path.Combine(RepositoryRoot.Path, "docs")));

        Assert.Contains("cannot be used", _cli.Error);
        Assert.Empty(_cli.Names);
    }

    [Theory]
    [InlineData("n\n", 1)]
    [InlineData("\n", 1)]
    [InlineData(null, 2)]
    public async Task Add_NobodySaysYes_DownloadsNothing(string? answer, int status)
    {
        _cli.Answer = answer;

        Assert.Equal(status, await _cli.RunAsync("models", "add", "studio/tiny"));

        Assert.Contains("Nothing was downloaded", _cli.Error);
        Assert.Empty(_cli.Names);
        Assert.DoesNotContain(_hub.Seen, r => r.Address.EndsWith(".onnx", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Add_APersonSaysYes_UnderAnotherName()
    {
        _cli.Answer = "y\n";

        Assert.Equal(0, await _cli.RunAsync("models", "add", _hub.Address + "/studio/tiny/tree/main", "--name", "mine"));

        Assert.Contains("mine", _cli.Names);
    }

    [Fact]
    public async Task Add_Token_IsSentAndNotSaid()
    {
        _hub.Add("studio/secret").With("unet/model.onnx", new byte[20_000]).Private();

        Assert.Equal(0, await _cli.RunAsync("models", "add", "studio/secret", "--yes", "--token", _hub.GoodToken));

        Assert.DoesNotContain(_hub.GoodToken, _cli.Error);
        Assert.Contains(_hub.Seen, r => r.Authorization == $"Bearer {_hub.GoodToken}");
    }

    [Theory]
    [InlineData("studio/nothing", 2, "no model 'studio/nothing'")]
    [InlineData("not a model", 2, "'not a model' is no model of the hub")]
    public async Task Add_WhatIsNotThere_SaysWhatToDo(string repository, int status, string expected)
    {
        var ended = await _cli.RunAsync("models", "add", repository, "--yes");

        Assert.Contains(expected, _cli.Error);
        Assert.Equal(status, ended);
    }

    [Fact]
    public async Task Add_Interrupted_GoesOnWhenRunAgain()
    {
        var held = _hub.Faults.Hold("unet/model.onnx", 100_000);
        using var interrupt = new CancellationTokenSource();

        var first = _cli.RunAsync(interrupt.Token, "models", "add", "studio/tiny", "--yes");
        await held.Reached;
        await interrupt.CancelAsync();

        Assert.Equal(130, await first);
        Assert.Contains("Run the same command again", _cli.Error);
        Assert.Equal(0, await _cli.RunAsync("models", "add", "studio/tiny", "--yes"));
        Assert.Equal(200_000, new FileInfo(_cli.At("tiny/unet/model.onnx")).Length);
    }

    [LinuxFact]
    public async Task Add_KilledInTheMiddle_LeavesNoHalfModelAndGoesOn()
    {
        var held = _hub.Faults.Hold("unet/model.onnx", 100_000);
        var settings = new Dictionary<string, string> { ["LocalGeneration__ModelsFolder"] = _cli.At(""), ["Hub__BaseAddress"] = _hub.Address };
        using var process = CliProcess.Start(settings, "models", "add", "studio/tiny", "--yes");
        await held.Reached.WaitAsync(TimeSpan.FromMinutes(1));
        await process.KillAsync();

        Assert.False(Directory.Exists(_cli.At("tiny")));
        Assert.Equal(0, await _cli.RunAsync("models", "add", "studio/tiny", "--yes"));
        Assert.Equal(new byte[200_000], await File.ReadAllBytesAsync(_cli.At("tiny/unet/model.onnx")));
        Assert.False(Directory.Exists(_cli.At(".downloads/tiny")));
    }

    [Fact]
    public async Task Remove_WhatTheStudioDownloaded_GoesIntoTheTrashAndBack()
    {
        await _cli.RunAsync("models", "add", "studio/tiny", "--yes");

        Assert.Equal(0, await _cli.RunAsync("models", "remove", "tiny"));
        Assert.False(Directory.Exists(_cli.At("tiny")));
        Assert.Equal(0, await _cli.RunAsync("models", "remove", "tiny", "--undo"));
        Assert.True(File.Exists(_cli.At("tiny/unet/model.onnx")));
        Assert.Equal(0, await _cli.RunAsync("models", "remove", "tiny", "--for-good", "--yes"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_cli.At(".trash")));
    }

    [Fact]
    public async Task Remove_WhatTheStudioDidNotDownload_StaysUnlessToldTwice()
    {
        Directory.CreateDirectory(_cli.At("theirs"));

        Assert.Equal(2, await _cli.RunAsync("models", "remove", "theirs"));
        Assert.Contains("Nothing was removed", _cli.Error);
        Assert.True(Directory.Exists(_cli.At("theirs")));

        Assert.Equal(0, await _cli.RunAsync("models", "remove", "theirs", "--yes"));
        Assert.False(Directory.Exists(_cli.At("theirs")));
    }

    [Fact]
    public async Task Remove_WhatIsNotThere_IsSaid()
    {
        Assert.Equal(1, await _cli.RunAsync("models", "remove", "nothing"));
        Assert.Contains("no model folder 'nothing'", _cli.Error);
    }

    [Fact]
    public async Task Check_AnyFolder_SaysFamilyAndEveryMissingPiece()
    {
        var folder = Directory.CreateDirectory(_cli.At("half")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "model_index.json"), """{ "_class_name": "StableDiffusionPipeline" }""");

        Assert.Equal(1, await _cli.RunAsync("models", "check", folder));

        Assert.Contains("half: Stable Diffusion family", _cli.Out);
        Assert.Contains("unet/model.onnx is missing", _cli.Out);
        Assert.Contains("tokenizer/vocab.json is missing", _cli.Out);
    }

    [Fact]
    public async Task Check_NoFolder_IsRefused() => Assert.Equal(2, await _cli.RunAsync("models", "check", _cli.At("nowhere")));
}
