using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>What <c>unet/config.json</c> says that the graph does not.</summary>
/// <param name="SampleSize">Side of the latents that it was trained on.</param>
/// <param name="Frames">Frames of a clip that it was trained on; 1 for pictures.</param>
/// <param name="GuidanceWidth">Numbers in which a model that was distilled with guidance is told of it; null for others.</param>
internal sealed record UnetConfig(int SampleSize, int Frames, int? GuidanceWidth)
{
    private const int StableDiffusionSize = 64;
    private const int LargestSize = 512;

    public static UnetConfig Read(string folder, int frames)
    {
        if (!File.Exists(Path.Combine(folder, LatentFiles.UnetConfig)))
            return new UnetConfig(StableDiffusionSize, frames, null);

        using var config = ModelJson.Read(folder, LatentFiles.UnetConfig);
        var guidance = config.OptionalInteger("time_cond_proj_dim", 0, 0, 4096);
        return new UnetConfig(
            config.OptionalInteger("sample_size", StableDiffusionSize, 1, LargestSize),
            config.OptionalInteger("num_frames", frames, 1, 1024),
            guidance == 0 ? null : guidance);
    }
}
