using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.ModelFolders;

namespace StudioApp.Diffusion.Pipelines.Wan;

/// <summary>What Wan's latents are: every channel has a mean and a deviation of its own, and one latent frame stands for four.</summary>
/// <param name="Means">Of each channel, in the autoencoder's units.</param>
/// <param name="Deviations">As <paramref name="Means"/>.</param>
internal sealed record WanLatents(float[] Means, float[] Deviations)
{
    /// <summary>Pixels along one side of a latent pixel.</summary>
    public const int Scale = 8;

    private const int FramesOfOne = 4;

    // of Wan 2.1's autoencoder, as its configuration has them: for folders that came without one
    private static readonly WanLatents Usual = new(
        [-0.7571f, -0.7089f, -0.9113f, 0.1075f, -0.1745f, 0.9653f, -0.1517f, 1.5508f, 0.4134f, -0.0715f, 0.5517f, -0.3632f, -0.1922f, -0.9497f, 0.2503f, -0.2921f],
        [2.8184f, 1.4541f, 2.3275f, 2.6558f, 1.2196f, 1.7708f, 2.6052f, 2.0743f, 3.2687f, 2.1526f, 2.8652f, 1.5579f, 1.6382f, 1.1253f, 2.8251f, 1.9160f]);

    public int Channels => Means.Length;

    /// <summary>Whether these are Wan 2.1's own, which 2.2's large models have too.</summary>
    public bool IsUsual => IsNear(Means, Usual.Means) && IsNear(Deviations, Usual.Deviations);

    /// <summary>What tells one such space from another.</summary>
    public string Units => string.Join(' ', Means.Concat(Deviations).Select(number => number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>From <c>vae_decoder/config.json</c>, or <c>vae/config.json</c>.</summary>
    public static WanLatents Read(string folder)
    {
        var name = new[] { LatentSpace.ConfigName, "vae/config.json" }.FirstOrDefault(file => File.Exists(Path.Combine(folder, file)));
        if (name is null)
            return Usual;
        using var config = ModelJson.Read(folder, name);
        if (!config.Root.TryGetProperty("latents_mean", out _))
            return Usual;
        var (means, deviations) = (Numbers(config, "latents_mean"), Numbers(config, "latents_std"));
        return means.Length > 0 && means.Length == deviations.Length ? new WanLatents(means, deviations) : throw config.Invalid("'latents_mean' and 'latents_std' must be as many numbers each");
    }

    /// <summary>Latent frames that hold at least so many frames.</summary>
    public static int Pressed(int frames) => (frames - 1 + FramesOfOne - 1) / FramesOfOne + 1;

    /// <summary>Frames that so many latent frames become.</summary>
    public static int Unpressed(int latentFrames) => (latentFrames - 1) * FramesOfOne + 1;

    /// <summary>From the denoiser's units to the autoencoder's.</summary>
    /// <param name="latent">[channels, ...]</param>
    public float[] Unscale(ReadOnlySpan<float> latent)
    {
        var scaled = new float[latent.Length];
        var size = latent.Length / Channels;
        for (var channel = 0; channel < Channels; channel++)
        {
            var part = scaled.AsSpan(channel * size, size);
            TensorPrimitives.Multiply(latent.Slice(channel * size, size), Deviations[channel], part);
            TensorPrimitives.Add(part, Means[channel], part);
        }

        return scaled;
    }

    private static bool IsNear(float[] some, float[] others) => some.Length == others.Length && some.Zip(others).All(pair => Math.Abs(pair.First - pair.Second) < 1e-3f);

    private static float[] Numbers(ModelJson config, string key) =>
        [.. config.Array(key).Select(number => number.ValueKind == JsonValueKind.Number ? number.GetSingle() : throw DiffusionErrors.ValueInvalid(config.Name, key, "a list of numbers"))];
}
