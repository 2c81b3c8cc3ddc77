using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using StudioApp.Core.Generations;
using StudioApp.Diffusion.Sessions;
using StudioApp.TestKit.Files;

namespace StudioApp.Benchmarks;

/// <summary>The whole studio on a real port, used over HTTP and the preview hub as a browser would.</summary>
internal sealed class BenchStudio : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("studio-bench-");
    private readonly bool _previews;
    private readonly HttpClient _http;
    private readonly HubConnection _hub;
    private TaskCompletionSource<long> _firstBurst = new();
    private readonly HashSet<int> _steps = [];
    private int _bursts;

    private BenchStudio(bool previews)
    {
        _previews = previews;
        UseKestrel(0);
        StartServer();
        _http = new HttpClient { BaseAddress = ClientOptions.BaseAddress };
        _hub = new HubConnectionBuilder()
            .WithUrl(new Uri(ClientOptions.BaseAddress, "/hubs/preview"), HttpTransportType.WebSockets, o => o.SkipNegotiation = true)
            .AddMessagePackProtocol()
            .Build();
        _hub.On("preview", (string _, long sequence, int step, int _, double _, byte[][] _) =>
        {
            _bursts++;
            _steps.Add(step);
            _firstBurst.TrySetResult(Stopwatch.GetTimestamp());
            return Task.FromResult(sequence);
        });
    }

    public static async Task<BenchStudio> StartAsync(bool previews)
    {
        var studio = new BenchStudio(previews);
        await studio._hub.StartAsync();
        return studio;
    }

    public async Task<Sample> MakeClipAsync(int seed)
    {
        _firstBurst = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _bursts = 0;
        _steps.Clear();
        var clock = Services.GetRequiredService<RunClock>();
        var inside = clock.Read();
        var submitted = Stopwatch.GetTimestamp();

        using var response = await _http.PostAsJsonAsync("/api/v1/generations", new { prompt = "a fox moving right in the forest at sunset", seconds = 5, seed });
        response.EnsureSuccessStatusCode();
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        var ending = EndOfAsync(GenerationId.Parse(id));
        await _hub.InvokeAsync<bool>("Watch", id);
        var end = await ending;

        var used = clock.Read() - inside;
        if (end.Generation.State != GenerationState.Succeeded)
            throw new InvalidOperationException($"The generation ended {end.Generation.State}: {end.Generation.Error?.Message}");
        return new Sample(
            Stopwatch.GetElapsedTime(submitted, end.At),
            used.Wall,
            _previews ? Stopwatch.GetElapsedTime(submitted, await _firstBurst.Task) : null,
            _bursts,
            _steps.Count);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(Path.Combine(RepositoryRoot.Path, "src", "StudioApp.Web"));
        builder.UseSetting("Storage:DataFolder", _data.FullName);
        builder.UseSetting("LocalGeneration:ModelsFolder", RepositoryRoot.Models);
        builder.UseSetting("Serilog:MinimumLevel:Default", "Warning");
        if (!_previews)
            builder.UseSetting("LocalGeneration:PreviewShare", "0");
    }

    public override async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _http.Dispose();
        await base.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private async Task<(Generation Generation, long At)> EndOfAsync(GenerationId id)
    {
        var ended = new TaskCompletionSource<(Generation, long)>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = Services.GetRequiredService<IGenerationFeed>().Subscribe(news =>
        {
            if (news is GenerationNews.StateChanged { Generation: var changed } && changed.Id == id && changed.State.IsFinished)
                ended.TrySetResult((changed, Stopwatch.GetTimestamp()));
        });
        return await ended.Task;
    }
}

/// <param name="Total">From the POST to the news that the clip is there.</param>
/// <param name="Inside">During which ONNX Runtime or Lantern's stage was running something.</param>
/// <param name="FirstPreview">From the POST to the first burst at the viewer; null without previews.</param>
/// <param name="Bursts">That the viewer got.</param>
/// <param name="Steps">Denoising steps of which it got one.</param>
internal sealed record Sample(TimeSpan Total, TimeSpan Inside, TimeSpan? FirstPreview, int Bursts, int Steps);
