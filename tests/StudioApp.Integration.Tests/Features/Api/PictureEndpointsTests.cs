using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using StudioApp.Integration.Tests.Hosting;
using StudioApp.TestKit.Pictures;

namespace StudioApp.Integration.Tests.Features.Api;

public sealed class PictureEndpointsTests(PictureStudio studio) : IClassFixture<PictureStudio>
{
    [Fact]
    public async Task Picture_IsKept_AndServedForEver()
    {
        using var created = await studio.PostAsync(TestPicture.Png(96, 64));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var picture = await ReadAsync(created);
        Assert.Equal((96, 64), (picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32()));
        Assert.Equal($"/api/v1/pictures/{picture.GetProperty("id").GetString()}", created.Headers.Location!.ToString());

        using var file = await studio.Http.GetAsync(created.Headers.Location);
        Assert.Equal("image/png", file.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", file.Headers.CacheControl!.ToString());

        using var again = new HttpRequestMessage(HttpMethod.Get, created.Headers.Location);
        again.Headers.IfNoneMatch.Add(file.Headers.ETag!);
        using var unchanged = await studio.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        using var small = await studio.Http.GetAsync(picture.GetProperty("thumbnailUrl").GetString());
        Assert.Equal("image/jpeg", small.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task SamePicture_AsABodyAsAFormAndTwice_IsOne()
    {
        var png = TestPicture.Png(96, 64, blue: 3);
        using var form = new MultipartFormDataContent { { new StringContent("words first"), "note" } };
        form.Add(new ByteArrayContent(png), "picture", "fox.png");

        using var first = await studio.PostAsync(png, "application/octet-stream");
        using var second = await studio.PostAsync(png, "image/png");
        using var third = await studio.Http.PostAsync("/api/v1/pictures", form);

        Assert.All(new[] { first, second, third }, r => Assert.Equal(HttpStatusCode.Created, r.StatusCode));
        Assert.Single(new[] { first, second, third }.Select(r => r.Headers.Location).Distinct());
    }

    [Theory]
    [InlineData("tiny-sd", 0.8)]
    [InlineData("tiny-svd", null)]
    public async Task Generation_FromAPicture_BecomesAClipThatDependsOnIt(string model, double? strength)
    {
        var first = await MakeAsync(model, await studio.AddAsync(blue: 0));
        var again = await MakeAsync(model, await studio.AddAsync(blue: 0));
        var other = await MakeAsync(model, await studio.AddAsync(blue: 255));

        Assert.Equal(await FileAsync(first), await FileAsync(again));
        Assert.NotEqual(await FileAsync(first), await FileAsync(other));
        Assert.Equal(strength, Strength(first));
    }

    [Theory]
    [InlineData("lantern", true, null, "generation.picture-not-taken", "startPicture")]
    [InlineData("tiny-svd", false, null, "generation.picture-needed", "startPicture")]
    [InlineData("tiny-sd", true, 0.0, "generation.strength-out-of-range", "strength")]
    [InlineData("tiny-sd", true, 1.5, "generation.strength-out-of-range", "strength")]
    [InlineData("tiny-sd", true, 0.01, "generation.strength-too-low", "strength")]
    public async Task Generation_ThatCannotStartSo_IsRefusedAtItsField(string model, bool withPicture, double? strength, string code, string field)
    {
        var startPicture = withPicture ? await studio.AddAsync(blue: 9) : null;

        using var response = await studio.Http.PostAsJsonAsync("/api/v1/generations", new { prompt = "a fox", model, startPicture, strength });

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, code, field);
    }

    [Theory]
    [InlineData("../../studio.db")]
    [InlineData("cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc")]
    public async Task Generation_FromAPictureThatIsNotHere_IsRefused(string startPicture)
    {
        using var response = await studio.Http.PostAsJsonAsync("/api/v1/generations", new { prompt = "a fox", model = "tiny-sd", startPicture });

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, "generation.picture-unknown", "startPicture");
    }

    [Fact]
    public async Task Generation_WithAPictureAndNoModel_GetsOneThatTakesIt()
    {
        var accepted = await studio.Server.SubmitAsync(new { prompt = "a fox", startPicture = await studio.AddAsync(blue: 5) });

        Assert.Equal("tiny-sd", accepted.GetProperty("model").GetString());
        await studio.Server.WhenFinishedAsync(accepted.GetProperty("id").GetString()!);
    }

    [Fact]
    public async Task Models_SayWhetherTheyTakeAPicture()
    {
        var models = (await studio.Server.GetAsync("/api/v1/models")).GetProperty("items").EnumerateArray()
            .ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("takesPicture").GetString());

        Assert.Equal(("no", "may", "must"), (models["lantern"], models["tiny-sd"], models["tiny-svd"]));
    }

    [Theory]
    [InlineData("", "picture.empty")]
    [InlineData("no picture at all", "picture.not-a-picture")]
    [InlineData("GIF89a", "picture.damaged")]
    [InlineData("#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n", "picture.not-a-picture")]
    public async Task FileThatIsNoPicture_IsRefused_WithWhatToDo(string text, string code)
    {
        using var response = await studio.PostAsync(Encoding.ASCII.GetBytes(text));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, code, "picture");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FileThatIsTooLarge_IsRefused_WhetherItSaysSoOrNot(bool saysHowLong)
    {
        byte[] file = [.. TestPicture.Png(8, 8), .. new byte[2_000_001]];
        using HttpContent body = saysHowLong ? new ByteArrayContent(file) : new StreamContent(new Trickle(file));
        body.Headers.ContentType = new MediaTypeHeaderValue("image/png");

        using var response = await studio.Http.PostAsync("/api/v1/pictures", body);

        var problem = await AssertProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "picture.file-too-large", "picture");
        Assert.Equal("2", problem.GetProperty("arguments")[0].GetString());
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task BrokenForm_IsRefused(string type)
    {
        using var body = new StringContent("--x\r\nContent-Disposition: form-data; name=a; filename=a.png\r\n\r\nhalf");
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var response = await studio.Http.PostAsync("/api/v1/pictures", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task FormWithoutAFile_IsRefused()
    {
        using var form = new MultipartFormDataContent { { new StringContent("words"), "note" } };

        using var response = await studio.Http.PostAsync("/api/v1/pictures", form);

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, "picture.empty", "picture");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task BodyOfAnotherKind_IsRefused_WithTheHeaderToSend(string type)
    {
        using var response = await studio.PostAsync(TestPicture.Png(8, 8), type);

        var problem = await AssertProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "request.not-a-picture", null);
        Assert.Contains("image/jpeg", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task PictureFromAnotherSitesPage_IsRefusedUnread(string site)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(TestPicture.Png(8, 8)), "picture", "fox.png");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/pictures") { Content = form };
        request.Headers.Add("Sec-Fetch-Site", site);

        using var response = await studio.Http.SendAsync(request);

        await AssertProblemAsync(response, HttpStatusCode.Forbidden, "request.cross-site", null);
    }

    [Fact]
    public async Task MoreAtOnceThanMayComeIn_AreToldToComeBack()
    {
        var gate = new Gate(8);
        var uploads = Enumerable.Range(0, 8).Select(_ => HoldAsync(gate)).ToArray();
        await gate.AllStarted.WaitAsync(TimeSpan.FromSeconds(30));

        // the eight are on their way; the ninth learns so as soon as the server has met them all
        var (ninth, since) = (HttpStatusCode.Created, TimeProvider.System.GetTimestamp());
        while (ninth != HttpStatusCode.TooManyRequests && TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(30))
        {
            using var response = await studio.PostAsync(TestPicture.Png(8, 8));
            ninth = response.StatusCode;
            if (ninth == HttpStatusCode.TooManyRequests)
                Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, ninth);
        gate.Open();
        foreach (var upload in await Task.WhenAll(uploads))
            Assert.Equal(HttpStatusCode.Created, upload.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/pictures/cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc")]
    [InlineData("/api/v1/pictures/cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc/thumbnail")]
    [InlineData("/api/v1/pictures/..%2f..%2fstudio.db")]
    [InlineData("/api/v1/pictures/not-a-name")]
    public async Task UnknownPicture_IsNotFound(string address)
    {
        using var response = await studio.Http.GetAsync(address);

        await AssertProblemAsync(response, HttpStatusCode.NotFound, "picture.not-found", null);
    }

    private async Task<JsonElement> MakeAsync(string model, string startPicture)
    {
        var accepted = await studio.Server.SubmitAsync(new { prompt = "a fox", model, startPicture, seed = 1, steps = 4, seconds = 2 });
        Assert.Equal(startPicture, accepted.GetProperty("startPicture").GetString());
        var done = await studio.Server.WhenFinishedAsync(accepted.GetProperty("id").GetString()!);
        Assert.Equal("succeeded", done.GetProperty("state").GetString());
        var clip = await studio.Server.GetAsync($"/api/v1/clips/{done.GetProperty("clipId").GetString()}");
        Assert.Equal(startPicture, clip.GetProperty("startPicture").GetString());
        return clip;
    }

    private async Task<byte[]> FileAsync(JsonElement clip)
    {
        // the files name their pictures: what is compared is what they show
        using var response = await studio.Http.GetAsync(clip.GetProperty("posterUrl").GetString());
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static double? Strength(JsonElement clip) => clip.GetProperty("strength") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    private static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code, string? field)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await ReadAsync(response);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        if (field is not null)
            Assert.NotEmpty(problem.GetProperty("errors").GetProperty(field)[0].GetString()!);
        return problem;
    }

    /// <summary>A file whose length nobody knows beforehand.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }

    /// <summary>Where so many uploads wait before their last byte, until a test lets them go.</summary>
    // one that loses its turn to the ninth comes again
    private async Task<HttpResponseMessage> HoldAsync(Gate gate)
    {
        while (true)
        {
            var response = await studio.Http.PostAsync("/api/v1/pictures", new HeldPicture(gate));
            if (response.StatusCode != HttpStatusCode.TooManyRequests)
                return response;
            response.Dispose();
        }
    }

    private sealed class Gate(int count)
    {
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = count;

        public Task AllStarted => _started.Task;

        public void Open() => _open.SetResult();

        public Task WaitAsync()
        {
            if (Interlocked.Decrement(ref _left) == 0)
                _started.SetResult();
            return _open.Task;
        }
    }

    private sealed class HeldPicture : HttpContent
    {
        private static readonly byte[] Png = TestPicture.Png(8, 8);

        private readonly Gate _gate;

        public HeldPicture(Gate gate)
        {
            _gate = gate;
            Headers.ContentType = new MediaTypeHeaderValue("image/png");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Png.AsMemory(..^1));
            await stream.FlushAsync();
            await _gate.WaitAsync();
            await stream.WriteAsync(Png.AsMemory(^1..));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = Png.Length;
            return true;
        }
    }
}
