using System.Globalization;
using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Generations;

/// <summary>Every expected way in which a generation is refused or fails. One line each, so that the translations can be checked against this list.</summary>
public static class GenerationErrors
{
    /// <summary>The code of <see cref="EncodingFailed"/>.</summary>
    public const string EncodingFailedCode = "generation.encoding-failed";

    public static StudioError PromptEmpty() =>
        Refused("prompt", "generation.prompt-empty", "The prompt is empty. Describe what we should see, for example: a fox moving right in the forest at sunset.");

    public static StudioError PromptTooLong(int length) =>
        Refused("prompt", "generation.prompt-too-long", $"The prompt has {length} characters; {GenerationLimits.MaxPromptLength} is the most. Shorten it.", length, GenerationLimits.MaxPromptLength);

    public static StudioError NegativePromptTooLong(int length) =>
        Refused("negativePrompt", "generation.negative-prompt-too-long", $"The negative prompt has {length} characters; {GenerationLimits.MaxPromptLength} is the most. Shorten it.", length, GenerationLimits.MaxPromptLength);

    public static StudioError SecondsOutOfRange(int seconds, int min, int max) =>
        Refused("seconds", "generation.seconds-out-of-range", $"This model makes clips of {min} to {max} seconds, not {seconds}. Choose a length in between.", seconds, min, max);

    public static StudioError StepsOutOfRange(int steps) =>
        Refused("steps", "generation.steps-out-of-range", $"Steps must be {GenerationLimits.MinSteps} to {GenerationLimits.MaxSteps}, not {steps}.", steps, GenerationLimits.MinSteps, GenerationLimits.MaxSteps);

    public static StudioError GuidanceOutOfRange(double guidance) =>
        Refused("guidance", "generation.guidance-out-of-range", string.Create(CultureInfo.InvariantCulture, $"Guidance must be {GenerationLimits.MinGuidance} to {GenerationLimits.MaxGuidance}, not {guidance}."), guidance, GenerationLimits.MinGuidance, GenerationLimits.MaxGuidance);

    public static StudioError SeedOutOfRange(long seed) =>
        Refused("seed", "generation.seed-out-of-range", $"The seed must be 0 to {GenerationLimits.MaxSeed}, not {seed}. Leave it out for a fresh one.", seed, GenerationLimits.MaxSeed);

    public static StudioError AspectNotOffered(string aspect, IReadOnlyList<AspectRatio> offered) =>
        Refused("aspect", "generation.aspect-not-offered", $"This model does not make '{aspect}' pictures. Choose one of {string.Join(", ", offered)}.", aspect, string.Join(", ", offered));

    public static StudioError ModelUnknown(string model, IEnumerable<string> installed) =>
        Refused("model", "generation.model-unknown", $"There is no model named '{model}'. Installed: {string.Join(", ", installed)}.", model, string.Join(", ", installed));

    public static StudioError ModelUnusable(string model, StudioError why) =>
        Refused("model", "generation.model-unusable", $"The model '{model}' cannot be used: {why.Message}", model, why.Message) with { Reason = why, Details = why.Details };

    public static StudioError NoUsableModel() =>
        Refused("model", "generation.no-usable-model", "No model can be used, so nothing can be generated. The Models page says why each folder was refused and what to do.");

    public static StudioError PictureNotTaken(string model) =>
        Refused("startPicture", "generation.picture-not-taken", $"The model '{model}' starts from words alone. Take the picture away, or choose a model that starts from one.", model);

    public static StudioError PictureNeeded(string model) =>
        Refused("startPicture", "generation.picture-needed", $"The model '{model}' starts from a picture: add one. Or choose a model that starts from words.", model);

    public static StudioError PictureUnknown(string picture) =>
        Refused("startPicture", "generation.picture-unknown", $"There is no picture '{picture}' here. Add it again; pictures that nothing was made from go after some days.", picture);

    public static StudioError StrengthOutOfRange(double strength) =>
        Refused("strength", "generation.strength-out-of-range", string.Create(CultureInfo.InvariantCulture, $"The strength must be above 0 and at most {GenerationLimits.MaxStrength}, not {strength}."), strength, GenerationLimits.MaxStrength);

    public static StudioError StrengthTooLow(double strength, int steps) =>
        Refused("strength", "generation.strength-too-low", string.Create(CultureInfo.InvariantCulture, $"A strength of {strength} leaves none of {steps} steps to do, so nothing would change. Raise the strength, or take more steps."), strength, steps);

    public static StudioError PictureGone() =>
        New("generation.picture-gone", "The picture that this clip was to start from is no longer on disk, or is damaged. Add it again and generate anew; nothing else is lost.");

    public static StudioError NotFound() =>
        New("generation.not-found", "There is no such generation. It may have been removed.");

    public static StudioError AlreadyFinished(GenerationState state) =>
        New("generation.already-finished", $"This generation has already ended ({state.ToString().ToLowerInvariant()}), so it cannot be cancelled.", state.ToString().ToLowerInvariant());

    public static StudioError NotWaiting(GenerationState state) =>
        New("generation.not-waiting", $"This generation no longer waits ({state.ToString().ToLowerInvariant()}), so its place in the queue cannot change.", state.ToString().ToLowerInvariant());

    public static StudioError OutputNotFinite(string where, int step) =>
        New("generation.output-not-finite", $"The model gave numbers that are no picture (NaN or infinity in {where}, step {step}), so no clip was saved. Try another seed, a lower guidance, or check the model's files.", where, step);

    public static StudioError NotMadeByModel(string model, StudioError why) =>
        New("generation.not-made-by-model", $"The model '{model}' cannot make this: {why.Message}", model, why.Message) with { Reason = why };

    public static StudioError OutputBlack() =>
        New("generation.output-black", "Every frame came out black, so no clip was saved. Try another seed or prompt, or check the model's files.");

    public static StudioError DiskFull(string folder) =>
        New("generation.disk-full", $"The disk that holds '{folder}' is full, so the clip could not be written. Free some space and generate again; your other clips are safe.", folder);

    public static StudioError FfmpegMissing() =>
        New("generation.ffmpeg-missing", "ffmpeg is not installed, so frames cannot become a video. Install it (Debian, Ubuntu: sudo apt-get install ffmpeg) and generate again.");

    public static StudioError EncodingFailed(string details) =>
        New(EncodingFailedCode, "ffmpeg stopped before the video was complete, so no clip was saved. Generate again; if it happens every time, see the details.") with { Details = details };

    public static StudioError EncoderHangs(string details) =>
        New("generation.encoder-hangs", "ffmpeg did nothing for so long that it was ended, so no clip was saved. Generate again; if it happens every time, check the disk, or raise Media:StallSeconds in the settings.") with { Details = details };

    public static StudioError OutOfMemory(string model) =>
        New("generation.out-of-memory", $"There was not enough memory to run '{model}'. Close other programs, or choose a shorter clip or a smaller model.", model);

    public static StudioError WorkerDied(int attempts) =>
        New("generation.worker-died", $"The worker stopped {attempts} times while making this clip, so it is not tried again. The log says more; you can generate it again.", attempts);

    public static StudioError Unexpected(string details) =>
        New("generation.unexpected", "Something went wrong inside the studio while making this clip. Nothing else is lost; the log has the details.") with { Details = details };

    private static StudioError New(string code, string message, params object[] arguments) =>
        new(code, message, [.. arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture) ?? "")]);

    private static StudioError Refused(string field, string code, string message, params object[] arguments) =>
        New(code, message, arguments) with { Field = field };
}
