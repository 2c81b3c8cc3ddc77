using System.Text.Json;
using StudioApp.Core.Outcomes;

namespace StudioApp.Data.Rows;

/// <summary>The JSON form of a <see cref="StudioError"/> in a column.</summary>
internal sealed record StoredError(string Code, string Message, IReadOnlyList<string> Arguments, string? Field, string? Details)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string? Write(StudioError? error) => error is null
        ? null
        : JsonSerializer.Serialize(new StoredError(error.Code, error.Message, error.Arguments, error.Field, error.Details), Json);

    public static StudioError? Read(string? json) => json is null || JsonSerializer.Deserialize<StoredError>(json, Json) is not { } stored
        ? null
        : new StudioError(stored.Code, stored.Message, stored.Arguments) { Field = stored.Field, Details = stored.Details };
}
