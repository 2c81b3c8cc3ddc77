using System.Net.Http.Headers;
using System.Text.Json;
using StudioApp.TestKit.Models;
using StudioApp.TestKit.Pictures;

namespace StudioApp.Integration.Tests.Hosting;

/// <summary>A studio with small models that start from pictures, beside Lantern.</summary>
public sealed class PictureStudio : IAsyncLifetime
{
    private readonly TinyModels _models = new TinyModels().AddLantern().AddStableDiffusion().AddStableVideoDiffusion();

    public StudioServer Server { get; } = new();

    public HttpClient Http => Server.Http;

    public async Task InitializeAsync()
    {
        Server.Settings["LocalGeneration:ModelsFolder"] = _models.Path;
        Server.Settings["LocalGeneration:WarmUp"] = "false";
        Server.Settings["Pictures:MaxMegabytes"] = "2";
        await Server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await ((IAsyncLifetime)Server).DisposeAsync();
        _models.Dispose();
    }

    public async Task<HttpResponseMessage> PostAsync(byte[] file, string? type = "image/png")
    {
        using var body = new ByteArrayContent(file);
        body.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        return await Http.PostAsync("/api/v1/pictures", body);
    }

    /// <returns>The picture's id.</returns>
    public async Task<string> AddAsync(byte blue)
    {
        using var response = await PostAsync(TestPicture.Png(96, 64, blue));
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
    }
}
