using StudioApp.Cli.Tests.Support;

namespace StudioApp.Cli.Tests.Inspect;

public sealed class InspectCommandTests : IDisposable
{
    private readonly TestCli _cli = new();

    [Fact]
    public async Task Run_NoSuchFile_SaysSo()
    {
        Assert.Equal(ExitCodes.BadUsage, await _cli.RunAsync("inspect", _cli.At("none.mp4")));
        Assert.Contains("There is no file", _cli.Error);
    }

    [Fact]
    public async Task Run_NotAVideo_SaysSo()
    {
        await File.WriteAllTextAsync(_cli.At("notes.mp4"), "notes");

        Assert.Equal(ExitCodes.Failed, await _cli.RunAsync("inspect", _cli.At("notes.mp4")));
        Assert.Contains("is not a video", _cli.Error);
    }

    public void Dispose() => _cli.Dispose();
}
