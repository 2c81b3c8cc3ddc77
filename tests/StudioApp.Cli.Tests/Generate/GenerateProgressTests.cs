using StudioApp.Cli.Tests.Support;
using StudioApp.Core.Generations;

namespace StudioApp.Cli.Tests.Generate;

public class GenerateProgressTests
{
    private static readonly GenerationProgress Step = new(GenerationPhase.Denoising, 3, 12, 0, 120, TimeSpan.FromSeconds(1.2), Remaining: null);
    private static readonly GenerationProgress Frame = new(GenerationPhase.Rendering, 12, 12, 40, 120, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2.345));

    [Fact]
    public async Task Json_EachReport_IsOneObjectALine()
    {
        using var cli = new TestCli();
        var running = cli.RunAsync("generate", "狐狸", "-o", cli.At("fox.mp4"), "--seed", "7", "--progress", "json");
        var run = await cli.Engine.Started();
        run.Progress.Report(Step);
        run.Progress.Report(Frame);
        run.Succeed();

        Assert.Equal(0, await running);
        Assert.Equal(
            """
            {"event":"progress","phase":"denoising","step":3,"totalSteps":12,"frame":0,"totalFrames":120,"etaSeconds":null}
            {"event":"progress","phase":"rendering","step":12,"totalSteps":12,"frame":40,"totalFrames":120,"etaSeconds":2.35}
            """.ReplaceLineEndings("\n"),
            string.Join('\n', cli.Out.ReplaceLineEndings("\n").Split('\n')[..2]));
        var done = cli.Events[^1];
        Assert.Equal(("done", cli.At("fox.mp4")), (done.GetProperty("event").GetString(), done.GetProperty("output").GetString()));
        Assert.Equal(("狐狸", 7), (done.GetProperty("settings").GetProperty("prompt").GetString(), done.GetProperty("settings").GetProperty("seed").GetInt64()));
        Assert.True(done.GetProperty("durationSeconds").GetDouble() > 0);
        Assert.Contains("狐狸", cli.Out);
    }

    [Fact]
    public async Task Json_Failure_IsTheLastLine()
    {
        using var cli = new TestCli();
        var running = cli.RunAsync("generate", "a fox", "-o", cli.At("fox.mp4"), "--progress", "json");
        (await cli.Engine.Started()).Fail(GenerationErrors.FfmpegMissing());

        Assert.Equal(ExitCodes.Failed, await running);
        Assert.Equal("generation.ffmpeg-missing", cli.Events[^1].GetProperty("code").GetString());
        Assert.Contains("ffmpeg", cli.Events[^1].GetProperty("message").GetString());
    }

    [Fact]
    public async Task Json_RefusedRequest_IsAnErrorEventToo()
    {
        using var cli = new TestCli();

        Assert.Equal(ExitCodes.BadUsage, await cli.RunAsync("generate", "", "-o", cli.At("fox.mp4"), "--progress", "json"));
        Assert.Equal("generation.prompt-empty", Assert.Single(cli.Events).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Text_NotATerminal_WritesPlainLines()
    {
        using var cli = new TestCli();
        var running = cli.RunAsync("generate", "a fox", "-o", cli.At("fox.mp4"));
        var run = await cli.Engine.Started();
        run.Progress.Report(Step);
        run.Progress.Report(Step with { Step = 4 });
        run.Progress.Report(Frame);
        run.Succeed();
        await running;

        Assert.StartsWith("Denoising 3/12, 1.2 s\nRendering 40/120, 3.0 s, about 3 s left\n", cli.Error.ReplaceLineEndings("\n"));
        Assert.DoesNotContain('\u001b', cli.Error);
    }

    [Fact]
    public async Task Text_Terminal_WritesOverOneLine()
    {
        using var cli = new TestCli { Terminal = true };
        var running = cli.RunAsync("generate", "a fox", "-o", cli.At("fox.mp4"));
        var run = await cli.Engine.Started();
        run.Progress.Report(Step);
        run.Progress.Report(Frame);
        run.Succeed();
        await running;

        Assert.StartsWith("\r\u001b[KDenoising 3/12, 1.2 s\r\u001b[KRendering 40/120, 3.0 s, about 3 s left\r\u001b[K", cli.Error);
    }
}
