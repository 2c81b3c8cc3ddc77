using System.Text.Json;
using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Components;

/// <summary>How an image encoder was trained to see colours: each channel less its mean, by its deviation.</summary>
internal sealed record ClipImageOptions(float[] Mean, float[] Deviation)
{
    public const string Name = "feature_extractor/preprocessor_config.json";

    /// <summary>Of all of OpenAI's and LAION's CLIP models.</summary>
    public static ClipImageOptions Usual { get; } = new([0.48145466f, 0.4578275f, 0.40821073f], [0.26862954f, 0.26130258f, 0.27577711f]);

    public static ClipImageOptions Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Name)))
            return Usual;
        using var config = ModelJson.Read(folder, Name);
        return new ClipImageOptions(Channels(config, "image_mean") ?? Usual.Mean, Channels(config, "image_std") ?? Usual.Deviation);
    }

    private static float[]? Channels(ModelJson config, string key)
    {
        if (!config.Root.TryGetProperty(key, out _))
            return null;
        float[] numbers = [.. config.Array(key).Where(number => number.ValueKind == JsonValueKind.Number).Select(number => number.GetSingle())];
        return numbers.Length == 3 ? numbers : throw DiffusionErrors.ValueInvalid(config.Name, key, "three numbers");
    }
}
