using System.Text.Json;
using StudioApp.Core.Outcomes;

namespace StudioApp.Data.Rows;

/// <summary>The JSON form of a <see cref="StudioError"/> in a column.</summary>
internal sealed record StoredError(string Code, string Message, IReadOnlyList<string> Arguments, string? Field, string? Details, StoredError? Reason)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string? Write(StudioError? error) => error is null
        ? null
        : JsonSerializer.Serialize(Of(error), Json);

    public static StudioError? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<StoredError>(json, Json)?.ToError();

    private static StoredError Of(StudioError error) =>
        new(error.Code, error.Message, error.Arguments, error.Field, error.Details, error.Reason is { } reason ? Of(reason) : null);

    private StudioError ToError() => new(Code, Message, Arguments) { Field = Field, Details = Details, Reason = Reason?.ToError() };
}
