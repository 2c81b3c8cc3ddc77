using System.Numerics.Tensors;
using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Components;

/// <summary>What a model's latents are: how many channels, how much smaller than the picture, and by how much they were scaled for the denoiser.</summary>
/// <param name="Scale">Pixels along one side of a latent pixel.</param>
/// <param name="Factor">Denoised latents are the autoencoder's times this, after <paramref name="Shift"/> was taken off.</param>
internal sealed record LatentSpace(int Channels, int Scale, double Factor, double Shift)
{
    public const string ConfigName = "vae_decoder/config.json";
    public const double StableDiffusionFactor = 0.18215;

    private const int StableDiffusionScale = 8;
    private const int StableDiffusionChannels = 4;

    /// <summary>From <c>vae_decoder/config.json</c>, or <c>vae/config.json</c>; what they do not say is Stable Diffusion's.</summary>
    /// <param name="factor">The family's own, where neither says.</param>
    public static LatentSpace Read(string folder, double factor = StableDiffusionFactor)
    {
        var name = new[] { ConfigName, "vae/config.json" }.FirstOrDefault(file => File.Exists(Path.Combine(folder, file)));
        if (name is null)
            return new LatentSpace(StableDiffusionChannels, StableDiffusionScale, factor, 0);

        using var config = ModelJson.Read(folder, name);
        var blocks = config.Root.TryGetProperty("block_out_channels", out _) ? config.Array("block_out_channels").Length : 4;
        return new LatentSpace(
            config.OptionalInteger("latent_channels", StableDiffusionChannels, 1, 1024),
            1 << Math.Clamp(blocks - 1, 0, 8),
            config.OptionalNumber("scaling_factor", factor, 1e-6, 1e6),
            config.OptionalNumber("shift_factor", 0, -1e6, 1e6));
    }

    /// <summary>What tells one such space from another.</summary>
    public string Units => FormattableString.Invariant($"{Channels} {Scale} {Factor} {Shift}");

    /// <summary>From the autoencoder's units to the denoiser's, in place.</summary>
    public void ScaleInPlace(Span<float> latent)
    {
        if (Shift != 0)
            TensorPrimitives.Subtract(latent, (float)Shift, latent);
        TensorPrimitives.Multiply(latent, (float)Factor, latent);
    }

    /// <summary>From the denoiser's units to the autoencoder's.</summary>
    public void Unscale(ReadOnlySpan<float> latent, Span<float> scaled)
    {
        TensorPrimitives.Multiply(latent, (float)(1 / Factor), scaled);
        if (Shift != 0)
            TensorPrimitives.Add(scaled, (float)Shift, scaled);
    }
}
