using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using StudioApp.Integration.Tests.Hosting;

namespace StudioApp.Integration.Tests.Features.Api;

[Collection(StudioCollection.Name)]
public class GenerationEndpointsTests(StudioServer studio)
{
    private const string Fox = "a fox moving right in the forest at sunset";

    [Fact]
    public async Task Prompt_BecomesAClip_ThatIsServedInRanges()
    {
        var accepted = await studio.SubmitAsync(new { prompt = Fox, seed = 7 });
        Assert.Contains(accepted.GetProperty("state").GetString(), new[] { "queued", "running" });
        Assert.Equal(7, accepted.GetProperty("seed").GetInt64());
        Assert.Equal("lantern", accepted.GetProperty("model").GetString());

        var done = await studio.WhenFinishedAsync(accepted.GetProperty("id").GetString()!);
        Assert.Equal("succeeded", done.GetProperty("state").GetString());
        Assert.Equal(done.GetProperty("totalSteps").GetInt32(), done.GetProperty("step").GetInt32());

        var clip = await studio.GetAsync($"/api/v1/clips/{done.GetProperty("clipId").GetString()}");
        Assert.Equal(Fox, clip.GetProperty("prompt").GetString());
        Assert.Equal(5, clip.GetProperty("durationSeconds").GetDouble(), 0.1);

        var file = await studio.Http.GetByteArrayAsync(clip.GetProperty("videoUrl").GetString());
        using var settings = await PostFileAsync(file);
        Assert.Equal(7, JsonDocument.Parse(await settings.Content.ReadAsStringAsync()).RootElement.GetProperty("seed").GetInt64());

        using var part = new HttpRequestMessage(HttpMethod.Get, clip.GetProperty("videoUrl").GetString());
        part.Headers.Range = new RangeHeaderValue(0, 99);
        using var answer = await studio.Http.SendAsync(part);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(100, answer.Content.Headers.ContentLength);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString());
        Assert.NotNull(answer.Headers.ETag);

        using var again = new HttpRequestMessage(HttpMethod.Get, clip.GetProperty("posterUrl").GetString());
        using var poster = await studio.Http.GetAsync(again.RequestUri);
        Assert.Equal("image/jpeg", poster.Content.Headers.ContentType!.MediaType);
        again.Headers.IfNoneMatch.Add(poster.Headers.ETag!);
        using var unchanged = await studio.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Cancel_WhileItRuns_EndsItCancelled_AndASecondCancelIsNoError()
    {
        var id = (await studio.SubmitAsync(new { prompt = Fox, steps = 100, seconds = 10 })).GetProperty("id").GetString()!;
        await studio.WhenAsync(id, g => g.State == Core.Generations.GenerationState.Running);

        using var first = await studio.Http.DeleteAsync($"/api/v1/generations/{id}");
        using var second = await studio.Http.DeleteAsync($"/api/v1/generations/{id}");
        var ended = await studio.WhenFinishedAsync(id);

        Assert.True(first.IsSuccessStatusCode);
        Assert.True(second.IsSuccessStatusCode);
        Assert.Equal("cancelled", ended.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, ended.GetProperty("clipId").ValueKind);
    }

    [Theory]
    [InlineData("""{"prompt": ""}""", "prompt")]
    [InlineData("""{"prompt": "   "}""", "prompt")]
    [InlineData("""{}""", "prompt")]
    [InlineData("""{"prompt": "a fox", "seconds": 0}""", "seconds")]
    [InlineData("""{"prompt": "a fox", "seconds": 99}""", "seconds")]
    [InlineData("""{"prompt": "a fox", "seconds": "five"}""", "seconds")]
    [InlineData("""{"prompt": "a fox", "seconds": 5.5}""", "seconds")]
    [InlineData("""{"prompt": "a fox", "model": "no-such-model"}""", "model")]
    [InlineData("""{"prompt": "a fox", "steps": 0}""", "steps")]
    [InlineData("""{"prompt": "a fox", "guidance": -3}""", "guidance")]
    [InlineData("""{"prompt": "a fox", "seed": -1}""", "seed")]
    [InlineData("""{"prompt": "a fox", "aspect": "wide"}""", "aspect")]
    public async Task BadRequest_IsRefused_WithAMessageAtTheField(string body, string field)
    {
        using var response = await PostAsync(body);

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out var messages));
        Assert.NotEmpty(messages[0].GetString()!);
    }

    [Fact]
    public async Task TenThousandCharacters_AreRefused_WithTheLimit()
    {
        using var response = await PostAsync(JsonSerializer.Serialize(new { prompt = new string('a', 10_000) }));

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.Contains("2000", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("{ this is no JSON")]
    [InlineData("")]
    [InlineData("null")]
    public async Task BrokenBody_IsRefused_WithWhatToSend(string body)
    {
        using var response = await PostAsync(body);

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task NotJson_IsRefused_WithTheHeaderToSend()
    {
        using var response = await studio.Http.PostAsync("/api/v1/generations", new StringContent("prompt=fox", Encoding.UTF8, "text/plain"));

        var problem = await ProblemAsync(response, HttpStatusCode.UnsupportedMediaType);
        Assert.Contains("application/json", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/api/v1/generations/0199b6f2c0de7000800000000000beef")]
    [InlineData("/api/v1/generations/not-an-id")]
    [InlineData("/api/v1/clips/not-an-id")]
    [InlineData("/api/v1/clips/0199b6f2c0de7000800000000000beef/video")]
    [InlineData("/api/v1/clips/..%2f..%2fstudio.db/video")]
    [InlineData("/api/v1/nowhere")]
    public async Task UnknownThing_IsNotFound_AsAProblem(string address)
    {
        using var response = await studio.Http.GetAsync(address);

        await ProblemAsync(response, HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/api/v1/generations?state=sleeping")]
    [InlineData("/api/v1/generations?state=running,succeeded")]
    [InlineData("/api/v1/generations?state=3")]
    [InlineData("/api/v1/generations?limit=0")]
    [InlineData("/api/v1/clips?limit=100000")]
    [InlineData("/api/v1/clips?favourite=perhaps")]
    [InlineData("/api/v1/clips?cursor=forged")]
    public async Task BadQuery_IsRefused_AsAProblem(string address)
    {
        using var response = await studio.Http.GetAsync(address);

        await ProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task List_ByState_WalksByCursor()
    {
        for (var i = 0; i < 3; i++)
        {
            var id = (await studio.SubmitAsync(new { prompt = Fox, seed = i })).GetProperty("id").GetString()!;
            using var cancel = await studio.Http.DeleteAsync($"/api/v1/generations/{id}");
            await studio.WhenFinishedAsync(id);
        }

        var seen = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await studio.GetAsync($"/api/v1/generations?state=cancelled&limit=1&cursor={Uri.EscapeDataString(cursor)}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(g => g.GetProperty("id").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }

        Assert.True(seen.Count >= 3);
        Assert.Equal(seen.Distinct(), seen);
    }

    [Fact]
    public async Task FileThatIsNoVideo_IsRefused()
    {
        using var response = await PostFileAsync([.. "not a video at all"u8]);

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("clip.not-a-video", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task FilesAtOnce_MoreThanAreRead_AreToldToComeBack()
    {
        using var held = new HeldFile();
        using var other = new HeldFile();
        var uploads = new[] { studio.Http.PostAsync("/api/v1/clips/settings", held), studio.Http.PostAsync("/api/v1/clips/settings", other) };

        // both have their turn once more of them has gone than waits between client and server
        await Task.WhenAll(held.IsRead, other.IsRead).WaitAsync(TimeSpan.FromSeconds(30));
        using (var third = await PostFileAsync([1]))
        {
            var problem = await ProblemAsync(third, HttpStatusCode.TooManyRequests);
            Assert.Equal("clip.too-many-files", problem.GetProperty("code").GetString());
            Assert.Equal(TimeSpan.FromSeconds(5), third.Headers.RetryAfter?.Delta);
        }

        held.Release();
        other.Release();
        foreach (var upload in await Task.WhenAll(uploads))
            await ProblemAsync(upload, HttpStatusCode.BadRequest);
        using var again = await PostFileAsync([1]);
        await ProblemAsync(again, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task FileFromAnotherSitesPage_IsRefusedUnread(string site)
    {
        // a form of text/plain or a body without a type is what a page elsewhere may send without asking first
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/clips/settings") { Content = new ByteArrayContent([1]) };
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("Origin", "https://elsewhere.example");

        using var response = await studio.Http.SendAsync(request);

        var problem = await ProblemAsync(response, HttpStatusCode.Forbidden);
        Assert.Equal("request.cross-site", problem.GetProperty("code").GetString());
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task FileAsAForm_IsRefused()
    {
        using var response = await studio.Http.PostAsync("/api/v1/clips/settings", new StringContent("x", Encoding.UTF8, "text/plain"));

        await ProblemAsync(response, HttpStatusCode.UnsupportedMediaType);
    }

    private async Task<HttpResponseMessage> PostFileAsync(byte[] file)
    {
        using var body = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        return await studio.Http.PostAsync("/api/v1/clips/settings", body);
    }

    private Task<HttpResponseMessage> PostAsync(string body) =>
        studio.Http.PostAsync("/api/v1/generations", new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>A file of which the first byte is sent at once and the last when a test says so.</summary>
    private sealed class HeldFile : HttpContent
    {
        private const int MoreThanWaits = 4 << 20;
        private const int Block = 64 << 10;

        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsRead => _read.Task;

        public HeldFile() => Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");

        public void Release() => _released.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var written = 0; written < MoreThanWaits; written += Block)
                await stream.WriteAsync(new byte[Block]);
            await stream.FlushAsync();
            _read.SetResult();
            await _released.Task;
            await stream.WriteAsync(new byte[] { 2 });
        }

        protected override bool TryComputeLength(out long length)
        {
            length = MoreThanWaits + 1;
            return true;
        }
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
