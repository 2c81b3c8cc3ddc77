using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using StudioApp.Core.Outcomes;

namespace StudioApp.Web.Features.Api;

/// <summary>The one place where a <see cref="StudioError"/> becomes ProblemDetails.</summary>
internal static class ApiProblems
{
    public static ProblemHttpResult From(StudioError error) => TypedResults.Problem(Describe(error, StatusOf(error)));

    public static ProblemHttpResult BadValue(string field, string message) =>
        From(new StudioError("request.bad-value", message) { Field = field });

    public static StudioError NotJson() =>
        new("request.not-json", "The body must be JSON: send the header Content-Type: application/json.");

    private static StudioError NotAPictureBody() =>
        new("request.not-a-picture", "The body must be the picture's file: send the header Content-Type: image/jpeg (or its own kind), or a form with the file.");

    /// <summary>For an answer that the framework gave without a body.</summary>
    public static ProblemHttpResult Of(int status, HttpRequest request) => TypedResults.Problem(Describe(status switch
    {
        StatusCodes.Status404NotFound => new StudioError("request.no-such-address", $"There is nothing at {request.Path}. See /api/reference for what there is."),
        StatusCodes.Status405MethodNotAllowed => new StudioError("request.wrong-verb", $"{request.Path} does not take {request.Method}. See /api/reference for what it takes."),
        StatusCodes.Status415UnsupportedMediaType => request.Path.StartsWithSegments("/api/v1/pictures") ? NotAPictureBody() : NotJson(),
        _ => new StudioError("request.bad", "The request cannot be carried out as it is. See /api/reference."),
    }, status));

    public static ProblemDetails Describe(StudioError error, int status)
    {
        var problem = new ProblemDetails
        {
            Status = status,
            Title = Title(status),
            Detail = error.Message,
            Extensions = { ["code"] = error.Code },
        };
        if (error.Arguments.Count > 0)
            problem.Extensions["arguments"] = error.Arguments;
        if (error.Field is not null)
            problem.Extensions["errors"] = new Dictionary<string, string[]> { [error.Field] = [error.Message] };
        return problem;
    }

    public static StudioError CrossSite() =>
        new("request.cross-site", "Another site's page has sent this request, so it is not carried out. Use the studio's own pages, or a program of yours.");

    private static int StatusOf(StudioError error) => error.Code switch
    {
        "generation.not-found" or "clip.not-found" or "clip.file-gone" or "picture.not-found" => StatusCodes.Status404NotFound,
        "generation.disk-full" or "picture.disk-full" => StatusCodes.Status507InsufficientStorage,
        "generation.already-finished" => StatusCodes.Status409Conflict,
        "picture.file-too-large" => StatusCodes.Status413PayloadTooLarge,
        "clip.too-many-files" or "picture.too-many-at-once" => StatusCodes.Status429TooManyRequests,
        "request.cross-site" => StatusCodes.Status403Forbidden,
        _ when error.Field is not null => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static string Title(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request cannot be carried out as it is",
        StatusCodes.Status403Forbidden => "Not from there",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status405MethodNotAllowed => "Not that verb",
        StatusCodes.Status409Conflict => "Too late",
        StatusCodes.Status413PayloadTooLarge => "The request is too large",
        StatusCodes.Status415UnsupportedMediaType => "The body is not of that kind",
        StatusCodes.Status429TooManyRequests => "Too many at once",
        StatusCodes.Status507InsufficientStorage => "The disk is full",
        _ => "Something went wrong inside the studio",
    };
}
