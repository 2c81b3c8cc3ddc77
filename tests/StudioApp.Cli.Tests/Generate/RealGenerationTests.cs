using System.Text.Json;
using StudioApp.Cli.Tests.Support;
using StudioApp.TestKit.Files;

namespace StudioApp.Cli.Tests.Generate;

/// <summary>The built program, the model that ships, ffmpeg: nothing stands in for anything.</summary>
public sealed class RealGenerationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Generate_ThenInspect_GivesTheSettingsBack()
    {
        var output = _folder.Join("fox.mp4");
        using var generate = CliProcess.Start("generate", "a fox moving right in the forest at sunset", "-o", output, "--seed", "7", "--steps", "2", "--progress", "json");
        var lines = (await generate.Out.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.True(await generate.ExitAsync() == 0, await generate.Error);
        Assert.Equal([output], Directory.GetFileSystemEntries(_folder.Path));
        var events = lines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Contains(events, e => e.GetProperty("event").GetString() == "progress" && e.GetProperty("phase").GetString() == "denoising" && e.GetProperty("step").GetInt32() == 1);
        Assert.Equal(120, events[^1].GetProperty("frameCount").GetInt32());

        using var inspect = CliProcess.Start("inspect", output, "--json");
        using var found = JsonDocument.Parse(await inspect.Out.ReadToEndAsync());
        Assert.Equal(0, await inspect.ExitAsync());
        Assert.Equal(5, found.RootElement.GetProperty("durationSeconds").GetDouble(), 2);
        var settings = found.RootElement.GetProperty("settings");
        Assert.Equal("a fox moving right in the forest at sunset", settings.GetProperty("prompt").GetString());
        Assert.Equal((7, 2, "lantern"), (settings.GetProperty("seed").GetInt32(), settings.GetProperty("steps").GetInt32(), settings.GetProperty("model").GetString()));
    }

    [LinuxFact]
    public async Task Generate_ToldToEnd_StopsAndLeavesNothing()
    {
        using var generate = CliProcess.Start("generate", "a fox", "-o", _folder.Join("fox.mp4"), "--progress", "json");
        while (await generate.Out.ReadLineAsync() is { } line && !line.Contains("\"frame\":2,", StringComparison.Ordinal))
        {
            // until ffmpeg is at work
        }

        await generate.TerminateAsync();
        var rest = await generate.Out.ReadToEndAsync();

        Assert.Equal(ExitCodes.Cancelled, await generate.ExitAsync());
        Assert.Contains("generation.cancelled", rest);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path, "*", new EnumerationOptions { AttributesToSkip = 0 }));
    }

    [Fact]
    public async Task Models_OnTheShippedFolder_NamesLantern()
    {
        using var models = CliProcess.Start("models", "--json");
        using var list = JsonDocument.Parse(await models.Out.ReadToEndAsync());

        Assert.Equal(0, await models.ExitAsync());
        var lantern = Assert.Single(list.RootElement.EnumerateArray(), m => m.GetProperty("name").GetString() == "lantern");
        Assert.True(lantern.GetProperty("usable").GetBoolean());
        Assert.NotEmpty(lantern.GetProperty("device").GetString()!);
    }

    public void Dispose() => _folder.Dispose();
}
