using System.Net;
using StudioApp.Integration.Tests.Hosting;

namespace StudioApp.Integration.Tests.Features.Api;

[Collection(StudioCollection.Name)]
public class DescriptionTests(StudioServer studio)
{
    [Theory]
    [InlineData("/api/v1/generations", "post", "get")]
    [InlineData("/api/v1/generations/{id}", "get", "delete")]
    [InlineData("/api/v1/clips", "get")]
    [InlineData("/api/v1/clips/{id}", "get")]
    [InlineData("/api/v1/clips/{id}/video", "get")]
    [InlineData("/api/v1/clips/{id}/poster", "get")]
    [InlineData("/api/v1/models", "get")]
    [InlineData("/api/v1/pictures", "post")]
    [InlineData("/api/v1/pictures/{id}", "get")]
    [InlineData("/api/v1/pictures/{id}/thumbnail", "get")]
    public async Task OpenApi_Describes_EveryAddress(string path, params string[] verbs)
    {
        var description = await studio.GetAsync("/openapi/v1.json");

        var operations = description.GetProperty("paths").GetProperty(path);
        Assert.All(verbs, verb => Assert.True(operations.TryGetProperty(verb, out _), verb));
    }

    [Fact]
    public async Task ReferencePage_IsThere()
    {
        using var page = await studio.Http.GetAsync("/api/reference");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Models_ListLantern_WithWhatItOffers()
    {
        var models = (await studio.GetAsync("/api/v1/models")).GetProperty("items").EnumerateArray();

        var lantern = Assert.Single(models, m => m.GetProperty("name").GetString() == "lantern");
        Assert.True(lantern.GetProperty("usable").GetBoolean());
        Assert.Contains("CPU", lantern.GetProperty("device").GetString());
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Health_IsGood(string address)
    {
        using var answer = await studio.Http.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
