using Microsoft.AspNetCore.Http.HttpResults;
using StudioApp.Core.Models;

namespace StudioApp.Web.Features.Api;

internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder api) =>
        api.MapGet("/models", ListAsync)
            .WithTags("Models")
            .WithSummary("Installed models, and folders that were refused with the reason");

    private static async Task<Ok<ResourceList<ModelResource>>> ListAsync(IModelCatalog models, CancellationToken ct)
    {
        var installed = await models.ListAsync(ct);
        return TypedResults.Ok(new ResourceList<ModelResource>([.. installed.Select(ModelResource.Of)], null));
    }
}

/// <summary>A model, and what a request may ask of it.</summary>
public sealed class ModelResource
{
    /// <summary>What a request names it by.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Family { get; init; }

    public required bool Usable { get; init; }

    /// <summary>Why it cannot be used; null when it can.</summary>
    public ErrorResource? Problem { get; init; }

    public required string Device { get; init; }

    /// <summary>How many nodes of its graphs the card left to the CPU; null before it has run, and where it runs on the CPU.</summary>
    public int? NodesOnCpu { get; init; }

    public required long Bytes { get; init; }

    public required string Licence { get; init; }

    /// <summary>Whether a request may, must or must not name a picture to start from.</summary>
    public required PictureUse TakesPicture { get; init; }

    public required ModelDefaultsResource Defaults { get; init; }

    internal static ModelResource Of(InstalledModel model) => new()
    {
        Name = model.Name,
        Title = model.Title,
        Family = model.Family,
        Usable = model.Problem is null,
        Problem = model.Problem is { } problem ? new ErrorResource { Code = problem.Code, Message = problem.Message } : null,
        Device = model.Device,
        NodesOnCpu = model.Fallback?.Nodes,
        Bytes = model.Bytes,
        Licence = model.Licence,
        TakesPicture = model.TakesPicture,
        Defaults = new ModelDefaultsResource
        {
            Seconds = model.Defaults.Seconds,
            MinSeconds = model.Defaults.MinSeconds,
            MaxSeconds = model.Defaults.MaxSeconds,
            Steps = model.Defaults.Steps,
            Guidance = model.Defaults.Guidance,
            FramesPerSecond = model.Defaults.FramesPerSecond,
            Aspects = [.. model.Defaults.Aspects.Select(a => a.ToString())],
        },
    };
}

/// <summary>What a request gets when it does not say, and what it may say.</summary>
public sealed class ModelDefaultsResource
{
    public required int Seconds { get; init; }

    public required int MinSeconds { get; init; }

    public required int MaxSeconds { get; init; }

    public required int Steps { get; init; }

    public required double Guidance { get; init; }

    public required double FramesPerSecond { get; init; }

    public required IReadOnlyList<string> Aspects { get; init; }
}
