using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using StudioApp.Core.Pictures;
using StudioApp.Engine.Pictures;

namespace StudioApp.Web.Features.Api;

internal static class PictureEndpoints
{
    /// <summary>Each lies on the disk while it comes in, however slowly. Decoding has a narrower limit of its own, at which they wait.</summary>
    private const int MostAtOnce = 8;

    /// <summary>What a form adds around the picture.</summary>
    private const int FormBytes = 64 << 10;

    private const string SecondsToWait = "5";

    private static readonly ConcurrencyLimiter Turns = new(new ConcurrencyLimiterOptions { PermitLimit = MostAtOnce, QueueLimit = 0 });

    public static void MapPictures(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/pictures").WithTags("Pictures");

        group.MapPost("/", TakeAsync)
            .WithSummary("Add a picture to start from")
            .WithDescription("The file itself as the body, or a form with the file as its first file. JPEG, PNG, WebP or GIF that does not move. It is turned upright, "
                + "put on white where it is transparent, made at most 2048 pixels long, and stripped of what its file says besides. The same picture twice is kept once; "
                + "one from which nothing is made goes after some days.")
            .Accepts<Stream>("image/*", "application/octet-stream", "multipart/form-data")
            .Produces<PictureResource>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status507InsufficientStorage);
        MapFile(group, "/{id}", "image/png", "picture", (store, id) => store.Locate(id)).WithSummary("A picture");
        MapFile(group, "/{id}/thumbnail", "image/jpeg", "thumbnail", (store, id) => store.LocateThumbnail(id)).WithSummary("A picture, small");
    }

    private static async Task<Results<Created<PictureResource>, ProblemHttpResult>> TakeAsync(
        HttpRequest request, IPictureIntake intake, IOptions<PictureOptions> options, CancellationToken ct)
    {
        // a page elsewhere could not read the answer, but it could fill the disk
        if (CrossSite.IsFrom(request))
            return ApiProblems.From(ApiProblems.CrossSite());

        using var turn = Turns.AttemptAcquire();
        if (!turn.IsAcquired)
        {
            request.HttpContext.Response.Headers.RetryAfter = SecondsToWait;
            return ApiProblems.From(PictureErrors.TooManyAtOnce());
        }

        var most = (options.Value.MaxMegabytes * 1_000_000L) + FormBytes;
        if (request.ContentLength > most)
            return ApiProblems.From(PictureErrors.FileTooLarge(options.Value.MaxMegabytes));
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;

        var taken = await PictureBody.ReadAsync(request, file => intake.TakeAsync(file, ct), ct) ?? PictureErrors.Empty();
        return taken.Succeeded
            ? TypedResults.Created($"/api/v1/pictures/{taken.Value.Id}", PictureResource.Of(taken.Value))
            : ApiProblems.From(taken.Error);
    }

    private static RouteHandlerBuilder MapFile(
        RouteGroupBuilder group, string address, string contentType, string kind, Func<IPictureStore, PictureId, string?> locate) =>
        group.MapMethods(address, [HttpMethods.Get, HttpMethods.Head],
                Results<PhysicalFileHttpResult, ProblemHttpResult> ([FromRoute] string id, HttpResponse response, IPictureStore store) =>
                {
                    if (!PictureId.TryParse(id, null, out var picture) || locate(store, picture) is not { } path)
                        return ApiProblems.From(PictureErrors.NotFound());

                    // its name says what it shows, so what is at this address never changes
                    response.Headers.CacheControl = "private, max-age=31536000, immutable";
                    return TypedResults.PhysicalFile(path, contentType, entityTag: new EntityTagHeaderValue($"\"{picture}-{kind}\""), enableRangeProcessing: true);
                })
            .Produces(StatusCodes.Status200OK, contentType: contentType)
            .ProducesProblem(StatusCodes.Status404NotFound);
}
