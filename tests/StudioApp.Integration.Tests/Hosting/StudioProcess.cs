using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace StudioApp.Integration.Tests.Hosting;

/// <summary>The studio as its own operating-system process, so that it can be killed as a power cut would.</summary>
internal sealed class StudioProcess : IAsyncDisposable
{
    private readonly Process _process;

    private StudioProcess(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public static async Task<StudioProcess> StartAsync(string dataFolder, string? modelsFolder = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "StudioApp.Web.dll"),
                "--urls", "http://127.0.0.1:0",
                "--Storage:DataFolder", dataFolder,
                "--LocalGeneration:ModelsFolder", modelsFolder ?? Path.Combine(RepositoryRoot.Path, "models"),
            },
            RedirectStandardOutput = true,
            WorkingDirectory = dataFolder,
        };
        var process = Process.Start(start)!;

        // the host says where it listens; whatever it says after that is drained, or it would block on a full pipe
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                address.TrySetException(new InvalidOperationException("The studio ended before it listened:\n" + string.Join('\n', said)));
            else if (line.Data.Split(' ').FirstOrDefault(w => w.StartsWith("http://127.0.0.1:", StringComparison.Ordinal)) is { } url)
                address.TrySetResult(new Uri(url));
            else
                said.Add(line.Data);
        };
        process.BeginOutputReadLine();
        return new StudioProcess(process, await address.Task.WaitAsync(TimeSpan.FromMinutes(2)));
    }

    public Task<string> SubmitAsync(string prompt, int seed) => SubmitAsync(new { prompt, seed });

    public async Task<string> SubmitAsync(object request)
    {
        using var response = await Http.PostAsJsonAsync("/api/v1/generations", request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <returns>The picture's id.</returns>
    public async Task<string> AddPictureAsync(byte[] png)
    {
        using var body = new ByteArrayContent(png);
        body.Headers.ContentType = new("image/png");
        using var response = await Http.PostAsync("/api/v1/pictures", body);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public Task<JsonElement> GetAsync(string address) => Http.GetFromJsonAsync<JsonElement>(address);

    /// <summary>Asks until it is so: from outside, asking is all that a client can do.</summary>
    public async Task<JsonElement> WhenAsync(string id, Func<JsonElement, bool> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var now = await GetAsync($"/api/v1/generations/{id}");
            if (reached(now))
                return now;
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>SIGKILL: nothing in the process gets to know.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: as a service manager, or a reload of <c>--watch</c>, stops it.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}
