using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using StudioApp.Core.Generations;

namespace StudioApp.Integration.Tests.Hosting;

/// <summary>The real studio on a real port, with the real model, on a data folder of its own.</summary>
public sealed class StudioServer : WebApplicationFactory<Program>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("studio-");

    /// <summary>Settings of a test's own, over the usual ones. Before <see cref="InitializeAsync"/>.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public HttpClient Http { get; private set; } = null!; // set by InitializeAsync, before any test

    public Task InitializeAsync()
    {
        UseKestrel(0);
        StartServer();
        Http = new HttpClient { BaseAddress = ClientOptions.BaseAddress };
        return Task.CompletedTask;
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        Http.Dispose();
        await DisposeAsync();
        _data.Delete(recursive: true);
    }

    public async Task<JsonElement> SubmitAsync(object request)
    {
        using var response = await Http.PostAsJsonAsync("/api/v1/generations", request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<JsonElement> GetAsync(string address) => Http.GetFromJsonAsync<JsonElement>(address);

    /// <summary>Waits for the feed to say that a generation has come so far, then reads it as a client would.</summary>
    public async Task<JsonElement> WhenAsync(string id, Func<Generation, bool> reached)
    {
        var generation = GenerationId.Parse(id);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = Services.GetRequiredService<IGenerationFeed>().Subscribe(news =>
        {
            if (news is GenerationNews.StateChanged { Generation: var changed } && changed.Id == generation && reached(changed))
                arrived.TrySetResult();
        });
        if (await Services.GetRequiredService<IGenerationStore>().FindAsync(generation, CancellationToken.None) is { } now && reached(now))
            arrived.TrySetResult();

        await arrived.Task.WaitAsync(Patience);
        return await GetAsync($"/api/v1/generations/{id}");
    }

    public Task<JsonElement> WhenFinishedAsync(string id) => WhenAsync(id, g => g.State.IsFinished);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Storage:DataFolder", _data.FullName);
        builder.UseSetting("LocalGeneration:ModelsFolder", Path.Combine(RepositoryRoot.Path, "models"));
        foreach (var (key, value) in Settings)
            builder.UseSetting(key, value);
    }
}
