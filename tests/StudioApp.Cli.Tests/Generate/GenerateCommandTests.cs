using StudioApp.Cli.Tests.Support;
using StudioApp.Core.Generations;
using StudioApp.Core.Models;
using StudioApp.TestKit.Models;

namespace StudioApp.Cli.Tests.Generate;

public sealed class GenerateCommandTests : IDisposable
{
    private readonly TestCli _cli = new();

    [Fact]
    public async Task Run_OnlyAPrompt_FillsTheRestFromTheModel()
    {
        var running = _cli.RunAsync("generate", "a fox in the forest", "-o", _cli.At("fox.mp4"));
        var run = await _cli.Engine.Started();
        run.Succeed();

        Assert.Equal(ExitCodes.Succeeded, await running);
        var settings = run.Generation.Settings;
        Assert.Equal(("a fox in the forest", "", "lantern", 5, 12, 4.5, AspectRatio.Square), (settings.Prompt, settings.NegativePrompt, settings.Model, settings.Seconds, settings.Steps, settings.Guidance, settings.Aspect));
        Assert.InRange(settings.Seed, 0, GenerationLimits.MaxSeed);
        Assert.Equal(["fox.mp4"], _cli.Names);
        Assert.Equal("video", await File.ReadAllTextAsync(_cli.At("fox.mp4")));
        Assert.Equal(_cli.At("fox.mp4"), _cli.Out.Trim());
        Assert.Contains($"seed {settings.Seed}", _cli.Error);
    }

    [Fact]
    public async Task Run_EveryOption_ReachesTheEngine()
    {
        var running = _cli.RunAsync(
            "generate", "一只狐狸", "--output", _cli.At("fox.mp4"), "--model", "LANTERN", "--seconds", "7", "--seed", "4294967295",
            "--steps", "3", "--guidance", "2.5", "--negative", "blurry", "--aspect", "16:9");
        var run = await _cli.Engine.Started();
        run.Succeed();

        Assert.Equal(ExitCodes.Succeeded, await running);
        Assert.Equal(
            new GenerationSettings { Prompt = "一只狐狸", NegativePrompt = "blurry", Model = "lantern", Seconds = 7, Seed = 4294967295, Steps = 3, Guidance = 2.5, Aspect = AspectRatio.Landscape },
            run.Generation.Settings);
    }

    [Theory]
    [InlineData("@home in the forest")]
    [InlineData("[suggest] a fox")]
    [InlineData("a \"quoted\" fox;\nsecond line")]
    public async Task Run_StrangePrompt_IsTakenAsItIs(string prompt)
    {
        var running = _cli.RunAsync("generate", prompt, "-o", _cli.At("fox.mp4"));
        var run = await _cli.Engine.Started();
        run.Succeed();

        Assert.Equal(ExitCodes.Succeeded, await running);
        Assert.Equal(prompt, run.Prompt);
    }

    [Theory]
    [InlineData("The prompt is empty", "")]
    [InlineData("5 to 10 seconds, not 99", "a fox", "--seconds", "99")]
    [InlineData("There is no model named 'sora'. Installed: lantern", "a fox", "--model", "sora")]
    [InlineData("Steps must be 1 to 100, not 0", "a fox", "--steps", "0")]
    [InlineData("Guidance must be", "a fox", "--guidance", "NaN")]
    [InlineData("The seed must be", "a fox", "--seed", "-1")]
    [InlineData("does not make '4:3' pictures", "a fox", "--aspect", "4:3")]
    [InlineData("'five' is not a number that --seconds takes", "a fox", "--seconds", "five")]
    [InlineData("'5.5' is not a number that --seconds takes", "a fox", "--seconds", "5.5")]
    [InlineData("'1e9' is not a number that --seed takes", "a fox", "--seed", "1e9")]
    [InlineData("--bogus", "a fox", "--bogus")]
    [InlineData("json", "a fox", "--progress", "xml")]
    public async Task Run_BadValue_IsRefusedBeforeAnyWork(string says, params string[] arguments)
    {
        Assert.Equal(ExitCodes.BadUsage, await _cli.RunAsync(["generate", .. arguments, "-o", _cli.At("fox.mp4")]));

        Assert.Contains(says, _cli.Error);
        Assert.Empty(_cli.Out);
        Assert.Empty(_cli.Engine.Runs);
        Assert.Empty(_cli.Names);
    }

    [Theory]
    [InlineData("Option '--output' is required", "generate", "a fox")]
    [InlineData("Required argument missing", "generate", "-o", "fox.mp4")]
    [InlineData("'paint'", "paint")]
    [InlineData("Required command was not provided", new string[0])]
    public async Task Run_BadCommand_SaysWhereHelpIs(string says, params string[] arguments)
    {
        Assert.Equal(ExitCodes.BadUsage, await _cli.RunAsync(arguments));

        Assert.Contains(says, _cli.Error);
        Assert.Contains("--help", _cli.Error);
    }

    [Fact]
    public async Task Run_Help_NamesEveryOption()
    {
        Assert.Equal(ExitCodes.Succeeded, await _cli.RunAsync("generate", "--help"));

        Assert.All(
            ["--output", "--force", "--model", "--seconds", "--seed", "--steps", "--guidance", "--negative", "--aspect", "--progress"],
            option => Assert.Contains(option, _cli.Out));
    }

    [Theory]
    [InlineData("fox.webm", "writes MP4")]
    [InlineData("fox", "writes MP4")]
    [InlineData("none/fox.mp4", "There is no folder")]
    [InlineData("folder.mp4", "is a folder")]
    [InlineData("there.mp4", "--force")]
    public async Task Run_OutputThatCannotBe_IsRefusedBeforeAnyWork(string name, string says)
    {
        Directory.CreateDirectory(_cli.At("folder.mp4"));
        await File.WriteAllTextAsync(_cli.At("there.mp4"), "mine");

        Assert.Equal(ExitCodes.BadUsage, await _cli.RunAsync("generate", "a fox", "-o", _cli.At(name)));

        Assert.Contains(says, _cli.Error);
        Assert.Empty(_cli.Engine.Runs);
        Assert.Equal(["folder.mp4", "there.mp4"], _cli.Names);
        Assert.Equal("mine", await File.ReadAllTextAsync(_cli.At("there.mp4")));
    }

    [LinuxFact]
    public async Task Run_OutputWhereNobodyMayWrite_IsRefused()
    {
        Assert.Equal(ExitCodes.BadUsage, await _cli.RunAsync("generate", "a fox", "-o", "/proc/fox.mp4"));
        Assert.Contains("Nothing can be written in '/proc'", _cli.Error);
    }

    [Fact]
    public async Task Run_Force_ReplacesTheFileOnlyAtTheEnd()
    {
        await File.WriteAllTextAsync(_cli.At("fox.mp4"), "older");
        var running = _cli.RunAsync("generate", "a fox", "-o", _cli.At("fox.mp4"), "--force");
        var run = await _cli.Engine.Started();

        Assert.Equal("older", await File.ReadAllTextAsync(_cli.At("fox.mp4")));
        run.Succeed();

        Assert.Equal(ExitCodes.Succeeded, await running);
        Assert.Equal("video", await File.ReadAllTextAsync(_cli.At("fox.mp4")));
    }

    // what mktemp leaves
    [Fact]
    public async Task Run_AnEmptyFile_IsFilled()
    {
        await File.WriteAllTextAsync(_cli.At("fox.mp4"), "");
        var running = _cli.RunAsync("generate", "a fox", "-o", _cli.At("fox.mp4"));
        (await _cli.Engine.Started()).Succeed();

        Assert.Equal(ExitCodes.Succeeded, await running);
        Assert.Equal("video", await File.ReadAllTextAsync(_cli.At("fox.mp4")));
    }

    [Fact]
    public async Task Run_FileAppearsInTheMeantime_IsNotReplaced()
    {
        var running = _cli.RunAsync("generate", "a fox", "-o", _cli.At("fox.mp4"));
        var run = await _cli.Engine.Started();
        await File.WriteAllTextAsync(_cli.At("fox.mp4"), "somebody else's");
        run.Succeed();

        Assert.NotEqual(ExitCodes.Succeeded, await running);
        Assert.Equal("somebody else's", await File.ReadAllTextAsync(_cli.At("fox.mp4")));
        Assert.Equal(["fox.mp4"], _cli.Names);
    }

    [Fact]
    public async Task Run_EngineFails_SaysWhyAndLeavesNothing()
    {
        var running = _cli.RunAsync("generate", "a fox", "-o", _cli.At("fox.mp4"));
        var run = await _cli.Engine.Started();
        await File.WriteAllTextAsync(run.Draft.VideoPath, "half");
        run.Fail(GenerationErrors.OutputBlack());

        Assert.Equal(ExitCodes.Failed, await running);
        Assert.Contains("Every frame came out black", _cli.Error);
        Assert.Empty(_cli.Names);
    }

    [Fact]
    public async Task Run_EngineBreaks_IsAFailureWithoutAStackTrace()
    {
        var running = _cli.RunAsync("generate", "a fox", "-o", _cli.At("fox.mp4"));
        (await _cli.Engine.Started()).Throw(new InvalidOperationException("a bug"));

        Assert.Equal(ExitCodes.Failed, await running);
        Assert.Contains("a bug", _cli.Error);
        Assert.DoesNotContain("   at ", _cli.Error);
        Assert.Empty(_cli.Names);
    }

    [Fact]
    public async Task Run_Cancelled_LeavesNothing()
    {
        using var cancel = new CancellationTokenSource();
        var running = _cli.RunAsync(cancel.Token, "generate", "a fox", "-o", _cli.At("fox.mp4"));
        var run = await _cli.Engine.Started();
        await File.WriteAllTextAsync(run.Draft.VideoPath, "half");

        await cancel.CancelAsync();

        Assert.Equal(ExitCodes.Cancelled, await running);
        Assert.Contains("Cancelled", _cli.Error);
        Assert.Empty(_cli.Names);
    }

    [Fact]
    public async Task Run_RefusedModelFolder_SaysWhy()
    {
        _cli.Models.Clear();
        _cli.Models.Add(new ModelBuilder().Named("broken").RefusedFor(ModelErrors.FileMissing("stage/model.onnx")).Build());

        Assert.Equal(ExitCodes.BadUsage, await _cli.RunAsync("generate", "a fox", "-o", _cli.At("fox.mp4"), "--model", "broken"));
        Assert.Contains("stage/model.onnx", _cli.Error);
    }

    [Fact]
    public async Task Run_NoModelAtAll_PointsToModels()
    {
        _cli.Models.Clear();

        Assert.Equal(ExitCodes.BadUsage, await _cli.RunAsync("generate", "a fox", "-o", _cli.At("fox.mp4")));
        Assert.Contains("studio models", _cli.Error);
    }

    [Fact]
    public async Task Run_UnknownWords_AreNamedAndTheClipIsMade()
    {
        _cli.Models[0] = _cli.Models[0] with { Vocabulary = new PromptVocabulary([], new HashSet<string> { "a", "fox" }) };
        var running = _cli.RunAsync("generate", "a purple fox", "-o", _cli.At("fox.mp4"));
        (await _cli.Engine.Started()).Succeed();

        Assert.Equal(ExitCodes.Succeeded, await running);
        Assert.Contains("does not know: purple.", _cli.Error);
    }

    public void Dispose() => _cli.Dispose();
}
