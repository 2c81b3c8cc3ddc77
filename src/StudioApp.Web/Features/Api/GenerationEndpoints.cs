using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using StudioApp.Core.Generations;
using StudioApp.Web.Shared.People;

namespace StudioApp.Web.Features.Api;

internal static class GenerationEndpoints
{
    public static void MapGenerations(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/generations").WithTags("Generations");

        group.MapPost("/", SubmitAsync)
            .WithSummary("Queue a generation")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/", ListAsync)
            .WithSummary("List generations, newest first")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/{id}", FindAsync)
            .WithSummary("Follow one generation")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{id}", CancelAsync)
            .WithSummary("Cancel a generation that waits or runs")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Accepted<GenerationResource>, ProblemHttpResult>> SubmitAsync(
        NewGeneration body, IGenerationQueue queue, GenerationResources resources, ICurrentPerson person, CancellationToken ct)
    {
        var submitted = await queue.SubmitAsync(body.ToRequest(), person.Id, ct);
        return submitted.Succeeded
            ? TypedResults.Accepted($"/api/v1/generations/{submitted.Value.Id}", resources.Of(submitted.Value))
            : ApiProblems.From(submitted.Error);
    }

    private static async Task<Results<Ok<ResourceList<GenerationResource>>, ProblemHttpResult>> ListAsync(
        string? state, string? cursor, int? limit, IGenerationStore store, GenerationResources resources, ICurrentPerson person, CancellationToken ct)
    {
        var part = new PagePart(cursor, limit);
        if (part.Check() is { } problem)
            return problem;

        GenerationState? wanted = null;
        if (!string.IsNullOrEmpty(state))
        {
            // one name, not Enum.TryParse: it takes numbers, and lists of names for the sum of theirs
            var at = Array.FindIndex(Enum.GetNames<GenerationState>(), name => name.Equals(state, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
                return ApiProblems.BadValue("state", $"'{state}' is no state. Use queued, running, succeeded, failed or cancelled.");
            wanted = Enum.GetValues<GenerationState>()[at];
        }

        var page = await store.ListAsync(new GenerationQuery(person.Id, wanted, part.Start, part.Size), ct);
        return TypedResults.Ok(new ResourceList<GenerationResource>([.. page.Items.Select(resources.Of)], page.NextCursor));
    }

    private static async Task<Results<Ok<GenerationResource>, ProblemHttpResult>> FindAsync(
        [FromRoute] string id, IGenerationStore store, GenerationResources resources, ICurrentPerson person, CancellationToken ct)
    {
        return GenerationId.TryParse(id, null, out var generation)
               && await store.FindAsync(generation, ct) is { } found
               && found.Owner == person.Id
            ? TypedResults.Ok(resources.Of(found))
            : ApiProblems.From(GenerationErrors.NotFound());
    }

    private static async Task<Results<Ok<GenerationResource>, Accepted<GenerationResource>, ProblemHttpResult>> CancelAsync(
        [FromRoute] string id, IGenerationQueue queue, GenerationResources resources, ICurrentPerson person, CancellationToken ct)
    {
        if (!GenerationId.TryParse(id, null, out var generation))
            return ApiProblems.From(GenerationErrors.NotFound());

        var cancelled = await queue.CancelAsync(generation, person.Id, ct);
        if (!cancelled.Succeeded)
            return ApiProblems.From(cancelled.Error);

        var resource = resources.Of(cancelled.Value);
        // a running one stops within a step: accepted, and the state says when it has
        return cancelled.Value.State == GenerationState.Running
            ? TypedResults.Accepted($"/api/v1/generations/{resource.Id}", resource)
            : TypedResults.Ok(resource);
    }
}
