using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using StudioApp.Integration.Tests.Hosting;

namespace StudioApp.Integration.Tests.Features.LivePreview;

[Collection(StudioCollection.Name)]
public class PreviewHubTests(StudioServer studio)
{
    private const int MostBytes = 50_000;

    [Fact]
    public async Task Viewer_SeesThePictureComeOutOfTheNoise_InSmallJpegs()
    {
        await using var viewer = await ConnectAsync();
        var bursts = new ConcurrentQueue<Burst>();
        viewer.On("preview", (string _, long sequence, int step, int total, double fps, byte[][] frames) =>
        {
            bursts.Enqueue(new Burst(sequence, step, total, fps, frames));
            return Task.FromResult(sequence);
        });

        var id = (await studio.SubmitAsync(new { prompt = "a fox moving right in the forest at sunset" })).GetProperty("id").GetString()!;
        Assert.True(await viewer.InvokeAsync<bool>("Watch", id));
        await studio.WhenFinishedAsync(id);

        Assert.True(bursts.Count >= 3, $"{bursts.Count} bursts");
        Assert.Equal(bursts.Select(b => b.Sequence).Order(), bursts.Select(b => b.Sequence));
        Assert.Contains(bursts, b => b.Frames.Length > 1);
        Assert.All(bursts, b =>
        {
            Assert.InRange(b.Frames.Sum(f => f.Length), 1, MostBytes);
            Assert.All(b.Frames, f => Assert.Equal([0xFF, 0xD8, 0xFF], f[..3]));
            Assert.InRange(b.FramesPerSecond, 1, 60);
        });
    }

    [Fact]
    public async Task SlowViewer_HoldsUpNobody_AndNextSeesTheNewest()
    {
        await using var slow = await ConnectAsync();
        await using var quick = await ConnectAsync();
        var stuck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slowSaw = new ConcurrentQueue<long>();
        var quickSaw = new ConcurrentQueue<long>();
        slow.On("preview", async (string _, long sequence, int _, int _, double _, byte[][] _) =>
        {
            slowSaw.Enqueue(sequence);
            await stuck.Task;
            return sequence;
        });
        quick.On("preview", (string _, long sequence, int _, int _, double _, byte[][] _) =>
        {
            quickSaw.Enqueue(sequence);
            return Task.FromResult(sequence);
        });

        var id = (await studio.SubmitAsync(new { prompt = "a panda bouncing in the meadow at day" })).GetProperty("id").GetString()!;
        await slow.InvokeAsync<bool>("Watch", id);
        await quick.InvokeAsync<bool>("Watch", id);
        await studio.WhenFinishedAsync(id);
        stuck.SetResult();

        Assert.InRange(slowSaw.Count, 0, 2);
        Assert.True(quickSaw.Count > slowSaw.Count);
    }

    [Theory]
    [InlineData("not-an-id")]
    [InlineData("0199b6f2c0de7000800000000000beef")]
    public async Task Watch_OfNothing_IsRefused(string id)
    {
        await using var viewer = await ConnectAsync();

        Assert.False(await viewer.InvokeAsync<bool>("Watch", id));
    }

    private async Task<HubConnection> ConnectAsync()
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(studio.Http.BaseAddress!, "/hubs/preview"), HttpTransportType.WebSockets, o => o.SkipNegotiation = true)
            .AddMessagePackProtocol()
            .Build();
        await connection.StartAsync();
        return connection;
    }

    private sealed record Burst(long Sequence, int Step, int Total, double FramesPerSecond, byte[][] Frames);
}
