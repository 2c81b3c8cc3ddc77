using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Engine.Clips;
using StudioApp.Media;
using StudioApp.Media.Probing;

namespace StudioApp.Web.Features.Api;

/// <summary>A clip's file in, the settings that it carries out: what the composer asks when a file is dropped on it.</summary>
internal static class ClipFileEndpoint
{
    private const long MaxMegabytes = 512;

    /// <summary>Each lies on the disk while it is read, and may be large; people drop one at a time.</summary>
    private const int MostAtOnce = 2;

    private const string SecondsToWait = "5";

    private static readonly ConcurrencyLimiter Turns = new(new ConcurrencyLimiterOptions { PermitLimit = MostAtOnce, QueueLimit = 0 });

    public static void MapClipFile(this RouteGroupBuilder clips) => clips
        .MapPost("/settings", ReadAsync)
        .WithSummary("Read the settings that a clip's file carries")
        .Accepts<Stream>("video/mp4", "application/octet-stream")
        .Produces<string>(StatusCodes.Status200OK, "application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ReadAsync(
        HttpRequest request, IMediaProbe probe, CancellationToken ct)
    {
        // a page elsewhere could not read the answer, but it could fill the disk
        if (CrossSite.IsFrom(request))
            return ApiProblems.From(ApiProblems.CrossSite());

        using var turn = Turns.AttemptAcquire();
        if (!turn.IsAcquired)
        {
            request.HttpContext.Response.Headers.RetryAfter = SecondsToWait;
            return ApiProblems.From(ClipErrors.TooManyFiles());
        }

        if (request.ContentLength > MaxMegabytes * 1_000_000)
            return ApiProblems.From(ClipErrors.FileTooLarge(MaxMegabytes));
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxMegabytes * 1_000_000;

        var file = Path.GetTempFileName();
        try
        {
            await using (var copy = File.Create(file))
                await request.Body.CopyToAsync(copy, ct);

            var found = await probe.ProbeAsync(file, ct);
            return ClipSettingsJson.TryRead(found.Tags?.SettingsJson, out var settings)
                ? TypedResults.Text(ClipSettingsJson.Write(settings), "application/json")
                : ApiProblems.From(ClipErrors.CarriesNoSettings());
        }
        catch (MediaException e) when (e.Fault == MediaFault.Unreadable)
        {
            return ApiProblems.From(ClipErrors.NotAVideo());
        }
        catch (MediaException e) when (e.Fault == MediaFault.FfmpegMissing)
        {
            return ApiProblems.From(GenerationErrors.FfmpegMissing());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
