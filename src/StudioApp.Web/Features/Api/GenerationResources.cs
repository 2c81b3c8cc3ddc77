using StudioApp.Core.Generations;

namespace StudioApp.Web.Features.Api;

/// <summary>Joins a row with what is known of it right now.</summary>
internal sealed class GenerationResources(IGenerationFeed feed, TimeProvider time)
{
    public GenerationResource Of(Generation generation)
    {
        var settings = generation.Settings;
        var progress = generation.State == GenerationState.Running ? feed.ProgressOf(generation.Id) : null;
        return new GenerationResource
        {
            Id = generation.Id.ToString(),
            State = generation.State,
            Prompt = settings.Prompt,
            NegativePrompt = settings.NegativePrompt,
            Model = settings.Model,
            Seconds = settings.Seconds,
            Seed = settings.Seed,
            Steps = settings.Steps,
            Guidance = settings.Guidance,
            Aspect = settings.Aspect.ToString(),
            StartPicture = settings.StartPicture?.Value,
            Strength = settings.Strength,
            Priority = generation.Priority,
            Step = generation.State == GenerationState.Succeeded ? settings.Steps : progress?.Step ?? 0,
            TotalSteps = progress?.TotalSteps ?? settings.Steps,
            Phase = progress?.Phase,
            Frame = progress?.Frame,
            TotalFrames = progress?.TotalFrames,
            EtaSeconds = progress?.RemainingAt(time.GetUtcNow() - (generation.StartedAt ?? generation.CreatedAt))?.TotalSeconds,
            QueuePosition = generation.State == GenerationState.Queued ? feed.QueuePositionOf(generation.Id) : null,
            ClipId = generation.ClipId?.ToString(),
            Error = generation.Error is { } error ? new ErrorResource { Code = error.Code, Message = error.Message } : null,
            CreatedAt = generation.CreatedAt,
            StartedAt = generation.StartedAt,
            FinishedAt = generation.FinishedAt,
        };
    }
}
