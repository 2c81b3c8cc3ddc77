using System.Text.Json;

namespace StudioApp.Diffusion.ModelFolders;

/// <summary>The studio's own keys in <c>model_index.json</c>, which diffusers ignores.</summary>
internal static class DefaultsFile
{
    private const int MostSteps = 1000;
    private const int LargestGuidance = 100;
    private const int LargestRate = 240;
    private const int LongestClip = 3600;
    private const int LargestSide = 4096;

    /// <summary>Whether somebody has written them.</summary>
    public static bool IsIn(ModelJson index) => index.Root.TryGetProperty("default_steps", out _);

    /// <exception cref="DiffusionException">A key is missing or its value makes no sense.</exception>
    public static ModelFolderDefaults Read(ModelJson index) => new(
        index.Integer("default_steps", 1, MostSteps),
        index.Number("default_guidance_scale", 1, LargestGuidance),
        index.Number("frames_per_second", 1, LargestRate),
        ReadSeconds(index),
        ReadAspects(index),
        [.. index.Array("examples").Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)]);

    private static ClipSeconds ReadSeconds(ModelJson index)
    {
        var seconds = index.Object("seconds");
        var min = index.Integer(seconds, "min", 1, LongestClip);
        var max = index.Integer(seconds, "max", min, LongestClip);
        return new ClipSeconds(min, max, index.Integer(seconds, "default", min, max));
    }

    private static ModelAspect[] ReadAspects(ModelJson index)
    {
        var aspects = index.Array("aspects").Select(aspect => ReadAspect(index, aspect)).ToArray();
        return aspects.Length > 0 ? aspects : throw index.Invalid("'aspects' must list at least one");
    }

    private static ModelAspect ReadAspect(ModelJson index, JsonElement aspect)
    {
        var width = index.Integer(aspect, "width", 2, LargestSide);
        var height = index.Integer(aspect, "height", 2, LargestSide);
        if (width % 2 != 0 || height % 2 != 0)
            throw index.Invalid($"'aspects' has {width} x {height}, but both sides must be even");
        return aspect.TryGetProperty("ratio", out var ratio) && ratio.ValueKind == JsonValueKind.String
            ? new ModelAspect(ratio.GetString()!, width, height)
            : throw index.Invalid("each of 'aspects' must have a 'ratio' such as \"16:9\"");
    }
}
