using StudioApp.Core.Generations;
using StudioApp.Core.Models;

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
    public void Fill(GenerationSettings settings, bool keepSeed)
    {
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

    public GenerationRequest ToRequest() => new()
    {
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
