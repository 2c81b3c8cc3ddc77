using Microsoft.Data.Sqlite;
using StudioApp.Integration.Tests.Hosting;
using StudioApp.TestKit.Models;
using StudioApp.TestKit.Pictures;

namespace StudioApp.Integration.Tests.Host;

/// <summary>kill -9 at any moment, start again: nothing is lost, nothing is finished twice.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("studio-crash-");

    public void Dispose() => _data.Delete(recursive: true);

    [Theory]
    [InlineData("denoising")]
    [InlineData("rendering")]
    public async Task Kill_WhileOneRunsAndTwoWait_AllFinishOnceAfterRestart(string phase)
    {
        string[] ids;
        await using (var first = await StudioProcess.StartAsync(_data.FullName))
        {
            ids =
            [
                await first.SubmitAsync("a fox moving right in the forest at sunset", 1),
                await first.SubmitAsync("a panda bouncing in the meadow at day", 2),
                await first.SubmitAsync("a rocket flying up in the space at night", 3),
            ];
            await first.WhenAsync(ids[0], g => State(g) == "running" && g.GetProperty("phase").GetString() == phase);
            await first.KillAsync();
        }

        await using var second = await StudioProcess.StartAsync(_data.FullName);
        foreach (var id in ids)
        {
            var finished = await second.WhenAsync(id, g => State(g) is "succeeded" or "failed" or "cancelled");
            Assert.Equal("succeeded", State(finished));
        }

        var clips = (await second.GetAsync("/api/v1/clips")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(ids.Order(), clips.Select(c => c.GetProperty("generationId").GetString()!).Order());
        Assert.Equal(1 + 1 + 1, await EventsAsync("Succeeded"));
        Assert.Equal(3, FoldersWithMedia());
    }

    [Fact]
    public async Task Kill_WhileOneRunsFromAPicture_TheSameClipComesOfItAfterRestart()
    {
        using var models = new TinyModels().AddStableDiffusion();
        string id, picture;
        object request;
        await using (var first = await StudioProcess.StartAsync(_data.FullName, models.Path))
        {
            picture = await first.AddPictureAsync(TestPicture.Png(96, 64, blue: 255));
            request = new { prompt = "a fox", seed = 7, steps = 100, startPicture = picture, strength = 0.6 };
            id = await first.SubmitAsync(request);
            await first.WhenAsync(id, g => State(g) == "running");
            await first.KillAsync();
        }

        await using var second = await StudioProcess.StartAsync(_data.FullName, models.Path);
        var restarted = await second.WhenAsync(id, IsFinished);
        var undisturbed = await second.WhenAsync(await second.SubmitAsync(request), IsFinished);

        Assert.Equal(("succeeded", picture, 0.6), (State(restarted), restarted.GetProperty("startPicture").GetString(), restarted.GetProperty("strength").GetDouble()));
        Assert.Equal(await VideoAsync(second, undisturbed), await VideoAsync(second, restarted));

        static bool IsFinished(System.Text.Json.JsonElement g) => State(g) is "succeeded" or "failed" or "cancelled";

        static Task<byte[]> VideoAsync(StudioProcess studio, System.Text.Json.JsonElement generation) =>
            studio.Http.GetByteArrayAsync($"/api/v1/clips/{generation.GetProperty("clipId").GetString()}/video");
    }

    [Fact]
    public async Task Kill_AfterCancelOfARunningOne_LeavesItCancelled()
    {
        string id;
        await using (var first = await StudioProcess.StartAsync(_data.FullName))
        {
            id = await first.SubmitAsync("a fox moving right in the forest at sunset", 1);
            await first.WhenAsync(id, g => State(g) == "running");
            using var cancelled = await first.Http.DeleteAsync($"/api/v1/generations/{id}");
            cancelled.EnsureSuccessStatusCode();
            await first.KillAsync();
        }

        await using var second = await StudioProcess.StartAsync(_data.FullName);
        var after = await second.WhenAsync(id, g => State(g) is not ("running" or "queued"));

        Assert.Equal("cancelled", State(after));
    }

    [Fact]
    public async Task Terminate_WhileOneRuns_IsNoDeathOfItsWorker()
    {
        string id;
        await using (var first = await StudioProcess.StartAsync(_data.FullName))
        {
            id = await first.SubmitAsync("a fox moving right in the forest at sunset", 1);
            await first.WhenAsync(id, g => State(g) == "running");
            await first.TerminateAsync();
        }

        await using var second = await StudioProcess.StartAsync(_data.FullName);
        var finished = await second.WhenAsync(id, g => State(g) is not ("running" or "queued"));

        Assert.Equal("succeeded", State(finished));
        Assert.Equal((1, 0), (await EventsAsync("Interrupted"), await EventsAsync("Requeued")));
    }

    [Fact]
    public async Task SecondStudio_OnTheSameData_IsRefusedWithAReason()
    {
        await using var first = await StudioProcess.StartAsync(_data.FullName);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => StudioProcess.StartAsync(_data.FullName));

        Assert.Contains("already running", refusal.Message);
    }

    private static string State(System.Text.Json.JsonElement generation) => generation.GetProperty("state").GetString()!;

    private async Task<long> EventsAsync(string kind)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_data.FullName, "studio.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from GenerationEvents where Kind = $kind";
        command.Parameters.AddWithValue("$kind", kind);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private int FoldersWithMedia() => Directory.EnumerateFiles(_data.FullName, "video.mp4", SearchOption.AllDirectories).Count();
}
