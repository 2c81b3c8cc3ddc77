using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Core.Outcomes;
using StudioApp.Web.Features.Api;

namespace StudioApp.Web.Host;

/// <summary>Turns what escapes from an API endpoint into ProblemDetails; pages get the error page.</summary>
internal sealed partial class ErrorHandling(IProblemDetailsService problems, ILogger<ErrorHandling> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        // the request's own path already names the error page by now
        PathString path = context.Features.GetRequiredFeature<IExceptionHandlerPathFeature>().Path;
        if (!path.StartsWithSegments("/api"))
            return false;

        var (error, status) = Explain(exception);
        if (status == StatusCodes.Status500InternalServerError)
            Log.Unexpected(logger, context.Request.Method, path, exception);

        context.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = ApiProblems.Describe(error, status),
        });
    }

    private static (StudioError Error, int Status) Explain(Exception exception) => exception switch
    {
        BadHttpRequestException { InnerException: JsonException json } => (BadJson(json), StatusCodes.Status400BadRequest),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (TooLarge(), StatusCodes.Status413PayloadTooLarge),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => (ApiProblems.NotJson(), StatusCodes.Status415UnsupportedMediaType),
        DiskFullException full => (GenerationErrors.DiskFull(full.Folder), StatusCodes.Status507InsufficientStorage),
        BadHttpRequestException bad => (new StudioError("request.bad", bad.Message), bad.StatusCode),
        _ => (Unexpected(), StatusCodes.Status500InternalServerError),
    };

    private static StudioError BadJson(JsonException json)
    {
        // "$.seconds" is the field seconds; "$" is the document itself
        var field = json.Path is { Length: > 2 } path ? path[2..] : null;
        return field is null
            ? new StudioError("request.bad-json", $"The body is not valid JSON (line {json.LineNumber + 1}, column {json.BytePositionInLine + 1}). Send an object such as {{\"prompt\": \"a fox in the forest\"}}.")
            : new StudioError("request.bad-json", $"The value of '{field}' is not of the kind that is expected. See /api/reference.") { Field = field };
    }

    private static StudioError TooLarge() =>
        new("request.too-large", "The body is larger than this address takes.");

    private static StudioError Unexpected() =>
        new("request.unexpected", "Something went wrong inside the studio. Nothing is lost; the log has the details.");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
        public static partial void Unexpected(ILogger logger, string method, string path, Exception error);
    }
}
