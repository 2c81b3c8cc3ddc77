using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.ModelFolders;
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
        new ClipTextEncoder(parts.Open(LatentFiles.TextEncoder), ClipTokenizerFiles.Read(parts.Folder, LatentFiles.Tokenizer), parts.Width("text_encoder/config.json")),
        parts.MostChunks);
}

/// <summary>What a prompt reader is made of.</summary>
/// <param name="Open">Opens one of the folder's graphs, which the model closes.</param>
/// <param name="Context">The denoiser's input for what it reads.</param>
internal sealed record PromptParts(string Folder, Func<string, GraphSession> Open, GraphPort Context)
{
    /// <summary>Numbers of one token: what the denoiser takes, else what the text encoder's configuration says; null where neither does.</summary>
    /// <param name="config">Of the text encoder, inside the folder.</param>
    public int? Width(string config) => Context.Shape[2] > 0 ? Context.Shape[2] : OwnWidth(config);

    /// <summary>What the text encoder's configuration says alone.</summary>
    /// <inheritdoc cref="Width"/>
    public int? OwnWidth(string config)
    {
        if (!File.Exists(Path.Combine(Folder, config)))
            return null;
        using var file = ModelJson.Read(Folder, config);
        var width = file.OptionalInteger("hidden_size", 0, 0, 1 << 16);
        return width == 0 ? null : width;
    }

    // attention costs as much memory as there are tokens: nobody writes more, and a pasted page must not end the studio
    private const int LongestPrompt = 4;

    /// <summary>A denoiser made for 77 tokens takes no second chunk.</summary>
    public int MostChunks => Context.Shape[1] > 0 ? Math.Max(1, Context.Shape[1] / PromptChunks.Length) : LongestPrompt;
}
