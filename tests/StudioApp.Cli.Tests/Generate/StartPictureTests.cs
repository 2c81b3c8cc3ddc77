using System.Text.Json;
using StudioApp.Cli.Tests.Support;
using StudioApp.Core.Models;
using StudioApp.TestKit.Models;
using StudioApp.TestKit.Pictures;

namespace StudioApp.Cli.Tests.Generate;

public sealed class StartPictureTests : IDisposable
{
    private readonly TestCli _cli = new();

    public StartPictureTests()
    {
        _cli.Models[0] = new ModelBuilder().Build() with { TakesPicture = PictureUse.May, UsesStrength = true };
        File.WriteAllBytes(_cli.At("start.png"), TestPicture.Png(96, 64));
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Picture_IsGivenToTheEngine_AndLeavesNothingBehind()
    {
        var running = _cli.RunAsync("generate", "a fox", "-o", _cli.At("fox.mp4"), "--picture", _cli.At("start.png"), "--strength", "0.6", "--progress", "json");
        var run = await _cli.Engine.Started();
        var settings = run.Generation.Settings;
        run.Succeed();

        Assert.Equal(ExitCodes.Succeeded, await running);
        Assert.NotNull(settings.StartPicture);
        Assert.Equal(0.6, settings.Strength);
        Assert.Equal(settings.StartPicture.Value.Value, _cli.Events[^1].GetProperty("settings").GetProperty("startPicture").GetString());
        Assert.Equal(["fox.mp4", "start.png"], _cli.Names);
    }

    [Theory]
    [InlineData("none.png", "There is no file")]
    [InlineData("notes.txt", "no picture that the studio reads")]
    [InlineData("empty.png", "This file is empty")]
    public async Task FileThatIsNoPicture_IsRefused_BeforeAnyWork(string name, string said)
    {
        await File.WriteAllTextAsync(_cli.At("notes.txt"), "notes");
        await File.WriteAllTextAsync(_cli.At("empty.png"), "");

        var code = await _cli.RunAsync("generate", "a fox", "-o", _cli.At("fox.mp4"), "--picture", _cli.At(name));

        Assert.Equal(ExitCodes.BadUsage, code);
        Assert.Contains(said, _cli.Error);
        Assert.Empty(_cli.Engine.Runs);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1.5")]
    public async Task StrengthOutOfRange_IsRefused(string strength)
    {
        var code = await _cli.RunAsync("generate", "a fox", "-o", _cli.At("fox.mp4"), "--picture", _cli.At("start.png"), "--strength", strength);

        Assert.Equal(ExitCodes.BadUsage, code);
        Assert.Contains("above 0", _cli.Error);
    }

    [Fact]
    public async Task ModelThatStartsFromWordsAlone_SaysSo()
    {
        _cli.Models[0] = new ModelBuilder().Build();

        var code = await _cli.RunAsync("generate", "a fox", "-o", _cli.At("fox.mp4"), "--picture", _cli.At("start.png"));

        Assert.Equal(ExitCodes.BadUsage, code);
        Assert.Contains("starts from words alone", _cli.Error);
    }

    [Fact]
    public async Task ModelThatNeedsAPicture_SaysSo()
    {
        _cli.Models[0] = new ModelBuilder().Build() with { TakesPicture = PictureUse.Must };

        var code = await _cli.RunAsync("generate", "a fox", "-o", _cli.At("fox.mp4"));

        Assert.Equal(ExitCodes.BadUsage, code);
        Assert.Contains("starts from a picture", _cli.Error);
    }

    [Fact]
    public async Task Models_SayWhichTakeAPicture()
    {
        await _cli.RunAsync("models");
        Assert.Contains("--picture FILE", _cli.Out);

        using var json = new TestCli();
        json.Models[0] = _cli.Models[0];
        await json.RunAsync("models", "--json");
        Assert.Equal("may", JsonDocument.Parse(json.Out).RootElement[0].GetProperty("takesPicture").GetString());
    }

    /// <summary>The built program, a small model, ffmpeg: nothing stands in for anything.</summary>
    [Fact]
    public async Task RealProgram_MakesAClipOfThePicture_AndTheFileSaysSo()
    {
        using var models = new TinyModels().AddStableDiffusion();
        string[] arguments = ["generate", "a fox", "-o", _cli.At("fox.mp4"), "--picture", _cli.At("start.png"), "--strength", "0.5", "--steps", "4", "--seconds", "1"];
        using var generate = CliProcess.Start(new Dictionary<string, string> { ["LocalGeneration__ModelsFolder"] = models.Path }, arguments);
        var path = (await generate.Out.ReadToEndAsync()).Trim();
        Assert.True(await generate.ExitAsync() == 0, await generate.Error);

        using var inspect = CliProcess.Start("inspect", path, "--json");
        var settings = JsonDocument.Parse(await inspect.Out.ReadToEndAsync()).RootElement.GetProperty("settings");
        Assert.Equal((64, 0.5), (settings.GetProperty("startPicture").GetString()!.Length, settings.GetProperty("strength").GetDouble()));
    }
}
