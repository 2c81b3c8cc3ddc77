using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>In what a family's parts differ from Stable Diffusion's.</summary>
internal sealed record LatentTraits
{
    public static LatentTraits StableDiffusion { get; } = new();

    /// <summary>What its denoiser is told beside sample, time and prompt.</summary>
    public IReadOnlyList<UnetInput> Inputs { get; init; } = [];

    /// <summary>The autoencoder's scaling factor, where its configuration is not there to say.</summary>
    public double Factor { get; init; } = LatentSpace.StableDiffusionFactor;

    /// <summary>What reads its prompts.</summary>
    public Func<PromptParts, IPromptReader> OpenPrompts { get; init; } = parts => new ClipPromptReader(
        new ClipTextEncoder(parts.Open(LatentFiles.TextEncoder), ClipTokenizerFiles.Read(parts.Folder, LatentFiles.Tokenizer), parts.Width),
        parts.MostChunks);
}

/// <summary>What a prompt reader is made of.</summary>
/// <param name="Open">Opens one of the folder's graphs, which the model closes.</param>
/// <param name="Context">The denoiser's input for what it reads.</param>
internal sealed record PromptParts(string Folder, Func<string, GraphSession> Open, GraphPort Context)
{
    /// <summary>Numbers of one token; null where the denoiser leaves them open.</summary>
    public int? Width => Context.Shape[2] > 0 ? Context.Shape[2] : null;

    // attention costs as much memory as there are tokens: nobody writes more, and a pasted page must not end the studio
    private const int LongestPrompt = 4;

    /// <summary>A denoiser made for 77 tokens takes no second chunk.</summary>
    public int MostChunks => Context.Shape[1] > 0 ? Math.Max(1, Context.Shape[1] / PromptChunks.Length) : LongestPrompt;
}
