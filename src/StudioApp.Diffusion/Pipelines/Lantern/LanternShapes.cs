using System.Text.Json;
using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>The latents of a Lantern model, as its <c>model_index.json</c> gives them.</summary>
/// <param name="Actor">[channels, height, width]</param>
/// <param name="Backdrop">[channels, height, width]</param>
/// <param name="Motion">[rows over the clip, <see cref="MotionRow.Size"/>]</param>
internal sealed record LanternShapes(IReadOnlyList<int> Actor, IReadOnlyList<int> Backdrop, IReadOnlyList<int> Motion)
{
    // pixels to one latent, each way
    private const int Scale = 8;

    private const int LargestDimension = 4096;

    /// <exception cref="DiffusionException">A shape is missing or is none.</exception>
    public static LanternShapes Read(ModelJson index)
    {
        var latents = index.Object("latents");
        var motion = Shape(index, latents, "motion", 2);
        if (motion[1] != MotionRow.Size)
            throw DiffusionErrors.LanternMotion(index.Name, motion[1], MotionRow.Size);
        return new LanternShapes(Shape(index, latents, "actor", 3), Shape(index, latents, "backdrop", 3), motion);
    }

    /// <summary>[channels, height, width] of what a decoder makes of latents.</summary>
    public static int[] Picture(int channels, IReadOnlyList<int> latents) => [channels, latents[1] * Scale, latents[2] * Scale];

    private static int[] Shape(ModelJson index, JsonElement latents, string name, int rank)
    {
        var shape = latents.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(d => d.ValueKind == JsonValueKind.Number && d.TryGetInt32(out var size) ? size : 0).ToArray()
            : [];
        return shape.Length == rank && shape.All(size => size is > 0 and <= LargestDimension)
            ? shape
            : throw index.Invalid($"'latents.{name}' must be {rank} sizes from 1 to {LargestDimension}");
    }
}
