using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudioApp.Web.Features.Api;

internal static class ApiJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        // "5" is not 5: the description says integer, and a slip is told instead of guessed at
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }
}
