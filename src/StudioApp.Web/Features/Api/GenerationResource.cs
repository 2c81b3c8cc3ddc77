using System.ComponentModel;
using StudioApp.Core.Generations;

namespace StudioApp.Web.Features.Api;

/// <summary>What to generate. Only the prompt is needed; the model fills in the rest.</summary>
public sealed class NewGeneration
{
    /// <summary>What we should see, up to 2,000 characters.</summary>
    public string? Prompt { get; init; }

    /// <summary>What we should not see.</summary>
    public string? NegativePrompt { get; init; }

    /// <summary>A name from /api/v1/models; without it the first usable one.</summary>
    public string? Model { get; init; }

    /// <summary>Length of the clip: 5 to 10 for most models.</summary>
    public int? Seconds { get; init; }

    /// <summary>0 to 4294967295; without it a fresh one. The same seed and settings give the same clip.</summary>
    public long? Seed { get; init; }

    /// <summary>Denoising steps, 1 to 100.</summary>
    public int? Steps { get; init; }

    /// <summary>Guidance scale, 1 to 20; 1 turns guidance off.</summary>
    public double? Guidance { get; init; }

    /// <summary>Such as 1:1, 16:9 or 9:16.</summary>
    public string? Aspect { get; init; }

    /// <summary>The id of a picture to start from, see POST /api/v1/pictures; for models whose takesPicture is may or must.</summary>
    public string? StartPicture { get; init; }

    /// <summary>How far to go from the picture, above 0 to 1: at 1 little of it is left. 0.8 when left out; models whose takesPicture is must do not ask.</summary>
    public double? Strength { get; init; }

    /// <summary>Who goes first among those that wait.</summary>
    [DefaultValue(GenerationPriority.Normal)]
    public GenerationPriority? Priority { get; init; }

    internal GenerationRequest ToRequest() => new()
    {
        Prompt = Prompt,
        NegativePrompt = NegativePrompt,
        Model = Model,
        Seconds = Seconds,
        Seed = Seed,
        Steps = Steps,
        Guidance = Guidance,
        Aspect = Aspect,
        StartPicture = StartPicture,
        Strength = Strength,
        Priority = Priority ?? GenerationPriority.Normal,
    };
}

/// <summary>A generation and how far it has come.</summary>
public sealed class GenerationResource
{
    public required string Id { get; init; }

    public required GenerationState State { get; init; }

    public required string Prompt { get; init; }

    public required string NegativePrompt { get; init; }

    public required string Model { get; init; }

    public required int Seconds { get; init; }

    public required long Seed { get; init; }

    public required int Steps { get; init; }

    public required double Guidance { get; init; }

    public required string Aspect { get; init; }

    /// <summary>The picture that it starts from, at /api/v1/pictures/{id}; null when it starts from words alone.</summary>
    public string? StartPicture { get; init; }

    /// <summary>How far it goes from the picture; null without one, and for models that do not ask.</summary>
    public double? Strength { get; init; }

    public required GenerationPriority Priority { get; init; }

    /// <summary>Denoising steps done.</summary>
    public required int Step { get; init; }

    public required int TotalSteps { get; init; }

    /// <summary>What a running one is doing; null otherwise.</summary>
    public GenerationPhase? Phase { get; init; }

    /// <summary>Frames rendered, once the steps are done.</summary>
    public int? Frame { get; init; }

    public int? TotalFrames { get; init; }

    /// <summary>Measured from the work done; null until something has been measured.</summary>
    public double? EtaSeconds { get; init; }

    /// <summary>1 for the one that goes next; null when it does not wait.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>The clip it became; null until it has succeeded.</summary>
    public string? ClipId { get; init; }

    /// <summary>Why it failed; null when it has not.</summary>
    public ErrorResource? Error { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>What happened and what to do.</summary>
public sealed class ErrorResource
{
    /// <summary>Stable, such as generation.disk-full.</summary>
    public required string Code { get; init; }

    public required string Message { get; init; }
}
