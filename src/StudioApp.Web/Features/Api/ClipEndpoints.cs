using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using StudioApp.Core.Clips;
using StudioApp.Core.Media;
using StudioApp.Web.Shared.People;

namespace StudioApp.Web.Features.Api;

internal static class ClipEndpoints
{
    public static void MapClips(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/clips").WithTags("Clips");

        group.MapGet("/", ListAsync)
            .WithSummary("List clips, newest first")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/{id}", FindAsync)
            .WithSummary("One clip and its settings")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapClipFile();
        MapFile(group, "video", MediaDraft.VideoName, "video/mp4").WithSummary("The video; ranges are served");
        MapFile(group, "poster", MediaDraft.PosterName, "image/jpeg").WithSummary("One frame of the clip");
        MapFile(group, "sprite", MediaDraft.SpriteName, "image/jpeg").WithSummary("Small frames in a grid, evenly spread over the clip");
    }

    private static async Task<Results<Ok<ResourceList<ClipResource>>, ProblemHttpResult>> ListAsync(
        string? q, bool? favourite, string? cursor, int? limit, IClipStore store, ICurrentPerson person, CancellationToken ct)
    {
        var part = new PagePart(cursor, limit);
        if (part.Check() is { } problem)
            return problem;

        var query = new ClipQuery(person.Id, q, favourite ?? false, Cursor: part.Start, Limit: part.Size);
        var page = await store.ListAsync(query, ct);
        return TypedResults.Ok(new ResourceList<ClipResource>([.. page.Items.Select(ClipResource.Of)], page.NextCursor));
    }

    private static async Task<Results<Ok<ClipResource>, ProblemHttpResult>> FindAsync(
        [FromRoute] string id, IClipStore store, ICurrentPerson person, CancellationToken ct) =>
        ClipId.TryParse(id, null, out var clip) && await store.FindAsync(clip, person.Id, ct) is { } found
            ? TypedResults.Ok(ClipResource.Of(found))
            : ApiProblems.From(ClipErrors.NotFound());

    private static RouteHandlerBuilder MapFile(RouteGroupBuilder group, string address, string name, string contentType) =>
        group.MapMethods($"/{{id}}/{address}", [HttpMethods.Get, HttpMethods.Head],
                async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> (
                    [FromRoute] string id, bool? download, HttpResponse response, IClipStore clips, IMediaStore media, ICurrentPerson person, CancellationToken ct) =>
                {
                    if (!ClipId.TryParse(id, null, out var clipId) || await clips.FindAsync(clipId, person.Id, ct) is not { } clip)
                        return ApiProblems.From(ClipErrors.NotFound());
                    if (media.Locate(clip, name) is not { } path)
                        return ApiProblems.From(ClipErrors.FileGone(address));

                    // a clip's files never change: its id is its version, and a browser need not ask again
                    response.Headers.CacheControl = "private, max-age=31536000, immutable";
                    return TypedResults.PhysicalFile(
                        path,
                        contentType,
                        download == true ? ClipFileName.Of(clip, Path.GetExtension(name)) : null,
                        lastModified: clip.CreatedAt,
                        entityTag: new EntityTagHeaderValue($"\"{clip.Id}-{address}\""),
                        enableRangeProcessing: true);
                })
            .Produces(StatusCodes.Status200OK, contentType: contentType)
            .ProducesProblem(StatusCodes.Status404NotFound);
}
