using StudioApp.Core.Generations;
using StudioApp.Core.Models;
using StudioApp.Core.Pictures;

namespace StudioApp.Web.Features.PromptStudio;

/// <summary>What stands in the composer and its settings, before it is sent.</summary>
public sealed class ComposerState
{
    public string Prompt { get; set; } = "";

    public string NegativePrompt { get; set; } = "";

    public string Model { get; set; } = "";

    public int Seconds { get; set; } = 5;

    public string Aspect { get; set; } = AspectRatio.Square.ToString();

    public int Steps { get; set; }

    public double Guidance { get; set; }

    /// <summary>The seed to use while <see cref="SeedLocked"/>; otherwise every clip gets a fresh one.</summary>
    public long Seed { get; set; }

    public bool SeedLocked { get; set; }

    /// <summary>Kept while a model is picked that does not take it: the next one may.</summary>
    public Picture? StartPicture { get; set; }

    /// <summary>A picture is on its way from the browser.</summary>
    public bool PictureIsComing { get; set; }

    public double Strength { get; set; } = GenerationLimits.DefaultStrength;

    /// <summary>Switches to a model: what it cannot do gives way to its defaults, the rest stays.</summary>
    public void Adopt(InstalledModel model)
    {
        var defaults = model.Defaults;
        Model = model.Name;
        Seconds = Math.Clamp(Seconds, defaults.MinSeconds, defaults.MaxSeconds);
        if (!defaults.Aspects.Any(a => a.ToString() == Aspect))
            Aspect = defaults.Aspects[0].ToString();
        // steps and guidance mean something else to every model
        Steps = defaults.Steps;
        Guidance = defaults.Guidance;
    }

    /// <summary>Fills in the settings of an earlier clip.</summary>
    /// <param name="picture">That it started from; null when there was none, or when it is not here.</param>
    public void Fill(GenerationSettings settings, bool keepSeed, Picture? picture = null)
    {
        StartPicture = picture;
        Strength = settings.Strength ?? GenerationLimits.DefaultStrength;
        Prompt = settings.Prompt;
        NegativePrompt = settings.NegativePrompt;
        Model = settings.Model;
        Seconds = settings.Seconds;
        Aspect = settings.Aspect.ToString();
        Steps = settings.Steps;
        Guidance = settings.Guidance;
        Seed = settings.Seed;
        SeedLocked = keepSeed;
    }

    /// <summary>Draws a seed and keeps it for the clips that follow.</summary>
    public void RollSeed()
    {
        Seed = Random.Shared.NextInt64(GenerationLimits.MaxSeed + 1);
        SeedLocked = true;
    }

    /// <summary>Adds a word to the end of the prompt, a space apart.</summary>
    public void Add(string word) => Prompt = Prompt.Length == 0 || char.IsWhiteSpace(Prompt[^1]) ? Prompt + word : $"{Prompt} {word}";

    /// <param name="withPicture">Whether the model takes one.</param>
    public GenerationRequest ToRequest(bool withPicture = true) => new()
    {
        StartPicture = withPicture ? StartPicture?.Id.Value : null,
        Strength = withPicture && StartPicture is not null ? Strength : null,
        Prompt = Prompt,
        NegativePrompt = NegativePrompt,
        Model = Model,
        Seconds = Seconds,
        Aspect = Aspect,
        Steps = Steps,
        Guidance = Guidance,
        Seed = SeedLocked ? Seed : null,
    };
}
