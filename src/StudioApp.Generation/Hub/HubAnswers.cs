using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudioApp.Engine.Hub;

/// <summary>What <c>/api/models/{repository}/revision/{revision}?blobs=true</c> answers, as far as the studio reads it.</summary>
internal sealed record HubModelAnswer
{
    [JsonPropertyName("sha")]
    public string? Sha { get; init; }

    /// <summary>false, "auto" or "manual".</summary>
    [JsonPropertyName("gated")]
    public JsonElement Gated { get; init; }

    [JsonPropertyName("cardData")]
    public JsonElement CardData { get; init; }

    [JsonPropertyName("tags")]
    public IReadOnlyList<string>? Tags { get; init; }

    [JsonPropertyName("siblings")]
    public IReadOnlyList<HubSibling>? Siblings { get; init; }

    public bool IsGated => Gated.ValueKind is JsonValueKind.True or JsonValueKind.String;

    /// <summary>The licence's own name where the card calls it "other".</summary>
    public string Licence
    {
        get
        {
            var licence = CardText("license") ?? Tags?.FirstOrDefault(tag => tag.StartsWith("license:", StringComparison.Ordinal))?["license:".Length..] ?? "";
            return licence == "other" ? CardText("license_name") ?? licence : licence;
        }
    }

    private string? CardText(string key) =>
        CardData.ValueKind != JsonValueKind.Object || !CardData.TryGetProperty(key, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.Array ? string.Join(", ", value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()))
        : null;
}

internal sealed record HubSibling
{
    [JsonPropertyName("rfilename")]
    public string? Path { get; init; }

    [JsonPropertyName("size")]
    public long? Size { get; init; }

    [JsonPropertyName("blobId")]
    public string? BlobId { get; init; }

    [JsonPropertyName("lfs")]
    public HubLfs? Lfs { get; init; }
}

internal sealed record HubLfs
{
    [JsonPropertyName("sha256")]
    public string? Sha256 { get; init; }

    /// <summary>The same under the name that the hub's other lists use.</summary>
    [JsonPropertyName("oid")]
    public string? Oid { get; init; }

    [JsonPropertyName("size")]
    public long? Size { get; init; }
}

/// <summary>What <c>/api/models/{repository}/refs</c> answers.</summary>
internal sealed record HubRefsAnswer
{
    [JsonPropertyName("branches")]
    public IReadOnlyList<HubRef>? Branches { get; init; }

    [JsonPropertyName("tags")]
    public IReadOnlyList<HubRef>? Tags { get; init; }
}

internal sealed record HubRef
{
    [JsonPropertyName("name")]
    public string? Name { get; init; }
}
