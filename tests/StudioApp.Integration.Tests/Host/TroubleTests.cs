using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StudioApp.Integration.Tests.Hosting;

namespace StudioApp.Integration.Tests.Host;

/// <summary>What breaks around the studio is told, and the studio lives on.</summary>
public sealed class TroubleTests : IAsyncLifetime
{
    private readonly StudioServer _studio = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studio-trouble-");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await ((IAsyncLifetime)_studio).DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task FfmpegMissing_FailsTheJobWithHowToGetIt_AndReadinessSaysSo()
    {
        _studio.Settings["Media:FfmpegFolder"] = _folder.FullName;
        await _studio.InitializeAsync();

        var id = (await _studio.SubmitAsync(new { prompt = "a fox" })).GetProperty("id").GetString()!;
        var ended = await _studio.WhenFinishedAsync(id);

        Assert.Equal("generation.ffmpeg-missing", ended.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("apt-get install ffmpeg", ended.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/healthz"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/readyz"));
    }

    [Fact]
    public async Task FfmpegThatDies_FailsTheJob_AndLeavesNoFile()
    {
        // the real one, killed long before the clip's last frame; asked for its version, it answers as slowly as the machine is
        Script("ffmpeg", """case "$*" in *-version*) exec /usr/bin/ffmpeg "$@" ;; *) exec timeout --signal=KILL 0.1 /usr/bin/ffmpeg "$@" ;; esac """);
        Script("ffprobe", """exec /usr/bin/ffprobe "$@" """);
        _studio.Settings["Media:FfmpegFolder"] = _folder.FullName;
        await _studio.InitializeAsync();

        var id = (await _studio.SubmitAsync(new { prompt = "a fox", seconds = 10 })).GetProperty("id").GetString()!;
        var ended = await _studio.WhenFinishedAsync(id);

        Assert.Equal("generation.encoding-failed", ended.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(0, (await _studio.GetAsync("/api/v1/clips")).GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/healthz"));
    }

    [Fact]
    public async Task BrokenModelFolders_AreListedWithTheReason_AndRefused_WhileTheGoodOneWorks()
    {
        CopyLantern("lantern");
        CopyLantern("missing-a-file");
        File.Delete(Path.Combine(_folder.FullName, "missing-a-file", "backdrop_decoder", "model.onnx"));
        CopyLantern("corrupt");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "corrupt", "model_index.json"), "{ not json");
        _studio.Settings["LocalGeneration:ModelsFolder"] = _folder.FullName;
        await _studio.InitializeAsync();

        var models = (await _studio.GetAsync("/api/v1/models")).GetProperty("items").EnumerateArray()
            .ToDictionary(m => m.GetProperty("name").GetString()!);
        Assert.Contains("backdrop_decoder/model.onnx", models["missing-a-file"].GetProperty("problem").GetProperty("message").GetString());
        Assert.Contains("model_index.json", models["corrupt"].GetProperty("problem").GetProperty("message").GetString());

        using var refused = await _studio.Http.PostAsJsonAsync("/api/v1/generations", new { prompt = "a fox", model = "missing-a-file" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("generation.model-unusable", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());

        var id = (await _studio.SubmitAsync(new { prompt = "a fox" })).GetProperty("id").GetString()!;
        Assert.Equal("succeeded", (await _studio.WhenFinishedAsync(id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task GraphFullOfGarbage_FailsTheJobWithItsName_AndTheNextOneWorks()
    {
        CopyLantern("lantern");
        CopyLantern("garbage");
        var graph = Path.Combine(_folder.FullName, "garbage", "actor_denoiser", "model.onnx");
        await File.WriteAllBytesAsync(graph, [.. Enumerable.Range(0, (int)new FileInfo(graph).Length).Select(i => (byte)(i * 31))]);
        _studio.Settings["LocalGeneration:ModelsFolder"] = _folder.FullName;
        await _studio.InitializeAsync();

        using var answer = await _studio.Http.PostAsJsonAsync("/api/v1/generations", new { prompt = "a fox", model = "garbage" });
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var message = answer.IsSuccessStatusCode
            ? (await _studio.WhenFinishedAsync(said.GetProperty("id").GetString()!)).GetProperty("error").GetProperty("message").GetString()
            : said.GetProperty("detail").GetString();
        Assert.Contains("actor_denoiser/model.onnx", message);

        var good = (await _studio.SubmitAsync(new { prompt = "a fox", model = "lantern" })).GetProperty("id").GetString()!;
        Assert.Equal("succeeded", (await _studio.WhenFinishedAsync(good)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task NoModelAtAll_IsSaid_InsteadOfAnEmptyName()
    {
        _studio.Settings["LocalGeneration:ModelsFolder"] = _folder.FullName;
        await _studio.InitializeAsync();

        using var refused = await _studio.Http.PostAsJsonAsync("/api/v1/generations", new { prompt = "a fox" });

        Assert.Equal("generation.no-usable-model", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task AnotherNameForThisMachine_IsNotAnswered()
    {
        await _studio.InitializeAsync();
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/api/v1/clips") { Headers = { Host = "evil.example" } };

        using var answer = await _studio.Http.SendAsync(rebound);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var answer = await _studio.Http.GetAsync(address);
        return answer.StatusCode;
    }

    private void Script(string name, string body)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("This test stands in for ffmpeg with a shell script.");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void CopyLantern(string name)
    {
        var source = Path.Combine(RepositoryRoot.Path, "models", "lantern");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_folder.FullName, name, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
