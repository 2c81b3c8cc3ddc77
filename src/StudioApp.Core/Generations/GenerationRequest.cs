using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Pictures;

namespace StudioApp.Core.Generations;

/// <summary>What a person asked for, as they wrote it: only the prompt is needed, the model fills in the rest.</summary>
public sealed record GenerationRequest
{
    public string? Prompt { get; init; }

    public string? NegativePrompt { get; init; }

    public string? Model { get; init; }

    public int? Seconds { get; init; }

    public long? Seed { get; init; }

    public int? Steps { get; init; }

    public double? Guidance { get; init; }

    public string? Aspect { get; init; }

    /// <summary>The name of a picture that the studio keeps.</summary>
    public string? StartPicture { get; init; }

    public double? Strength { get; init; }

    public GenerationPriority Priority { get; init; }

    /// <summary>
    /// Checks every field against the limits and the model, and fills what is missing with the model's defaults.
    /// </summary>
    /// <param name="model">The model that <see cref="Model"/> names.</param>
    /// <param name="freshSeed">Draws a seed when the person gave none, 0 to <see cref="GenerationLimits.MaxSeed"/>.</param>
    /// <param name="hasPicture">Whether the studio keeps a picture; nothing is kept where it is left out.</param>
    /// <returns>Settings that can be queued, or the first thing that is wrong with the request.</returns>
    public Outcome<GenerationSettings> Resolve(InstalledModel model, Func<long> freshSeed, Predicate<PictureId>? hasPicture = null)
    {
        if (model.Problem is { } problem)
            return GenerationErrors.ModelUnusable(model.Name, problem);

        var prompt = Prompt?.Trim() ?? "";
        if (prompt.Length == 0)
            return GenerationErrors.PromptEmpty();
        if (prompt.Length > GenerationLimits.MaxPromptLength)
            return GenerationErrors.PromptTooLong(prompt.Length);

        var negative = NegativePrompt?.Trim() ?? "";
        if (negative.Length > GenerationLimits.MaxPromptLength)
            return GenerationErrors.NegativePromptTooLong(negative.Length);

        var defaults = model.Defaults;
        var seconds = Seconds ?? defaults.Seconds;
        if (seconds < defaults.MinSeconds || seconds > defaults.MaxSeconds)
            return GenerationErrors.SecondsOutOfRange(seconds, defaults.MinSeconds, defaults.MaxSeconds);

        var steps = Steps ?? defaults.Steps;
        if (steps is < GenerationLimits.MinSteps or > GenerationLimits.MaxSteps)
            return GenerationErrors.StepsOutOfRange(steps);

        var guidance = Guidance ?? defaults.Guidance;
        if (!(guidance is >= GenerationLimits.MinGuidance and <= GenerationLimits.MaxGuidance))
            return GenerationErrors.GuidanceOutOfRange(guidance);

        var seed = Seed ?? freshSeed();
        if (seed is < 0 or > GenerationLimits.MaxSeed)
            return GenerationErrors.SeedOutOfRange(seed);

        var aspect = defaults.Aspects[0];
        if (!string.IsNullOrWhiteSpace(Aspect)
            && (!AspectRatio.TryParse(Aspect.Trim(), null, out aspect) || !defaults.Aspects.Contains(aspect)))
        {
            return GenerationErrors.AspectNotOffered(Aspect, defaults.Aspects);
        }

        var start = ResolveStart(model, steps, hasPicture);
        if (!start.Succeeded)
            return start.Error;

        return new GenerationSettings
        {
            Prompt = prompt,
            NegativePrompt = negative,
            Model = model.Name,
            Seconds = seconds,
            Seed = seed,
            Steps = steps,
            Guidance = guidance,
            Aspect = aspect,
            StartPicture = start.Value.Picture,
            Strength = start.Value.Strength,
        };
    }

    private Outcome<Start> ResolveStart(InstalledModel model, int steps, Predicate<PictureId>? hasPicture)
    {
        if (Strength is { } asked && !(asked is > 0 and <= GenerationLimits.MaxStrength))
            return GenerationErrors.StrengthOutOfRange(asked);

        if (string.IsNullOrWhiteSpace(StartPicture))
            return model.TakesPicture == PictureUse.Must ? GenerationErrors.PictureNeeded(model.Name) : new Start(null, null);
        if (model.TakesPicture == PictureUse.No)
            return GenerationErrors.PictureNotTaken(model.Name);
        if (!PictureId.TryParse(StartPicture.Trim(), null, out var picture) || hasPicture?.Invoke(picture) != true)
            return GenerationErrors.PictureUnknown(StartPicture.Trim());
        if (!model.UsesStrength)
            return new Start(picture, null);

        var strength = Strength ?? GenerationLimits.DefaultStrength;
        return GenerationLimits.LeavesSteps(steps, strength) ? new Start(picture, strength) : GenerationErrors.StrengthTooLow(strength, steps);
    }

    private readonly record struct Start(PictureId? Picture, double? Strength);
}
