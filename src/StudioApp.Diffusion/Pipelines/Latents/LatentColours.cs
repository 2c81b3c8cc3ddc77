using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Numerics;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>
/// Shows latents without decoding them: each colour is a weighted sum of the channels, which costs microseconds and is small, but tells what is coming.
/// </summary>
/// <param name="weights">[channels + 1, 3]: red, green and blue, -1 to 1; the last row is the colour of zero.</param>
internal sealed class LatentColours(double[,] weights)
{
    // Measured by the InvokeAI project from the autoencoders of Stable Diffusion 1.5 and XL (Apache-2.0)
    private static readonly LatentColours StableDiffusion = new(new[,]
    {
        { .3444, .1385, .0670 }, { .1247, .4027, .1494 }, { -.3192, .2513, .2103 }, { -.1307, -.1874, -.7445 }, { 0, 0, 0 },
    });

    private static readonly LatentColours StableDiffusionXl = new(new[,]
    {
        { .3816, .4930, .5320 }, { -.3753, .1631, .1739 }, { .1770, .3588, -.2048 }, { -.4350, -.2644, -.4289 }, { 0, 0, 0 },
    });

    /// <summary>
    /// Of Wan 2.1's autoencoder, whose latents were normalised by its channels' means and deviations: as published in ComfyUI, latent_formats.py, class Wan21.
    /// </summary>
    public static LatentColours Wan { get; } = new(new[,]
    {
        { -.1299, -.1692, .2932 }, { .0671, .0406, .0442 }, { .3568, .2548, .1747 }, { .0372, .2344, .1420 },
        { .0313, .0189, -.0328 }, { .0296, -.0956, -.0665 }, { -.3477, -.4059, -.2925 }, { .0166, .1902, .1975 },
        { -.0412, .0267, -.1364 }, { -.1293, .0740, .1636 }, { .0680, .3019, .1128 }, { .0032, .0581, .0639 },
        { -.1251, .0927, .1699 }, { .0060, -.0633, .0005 }, { .3477, .2275, .2950 }, { .1984, .0913, .1861 },
        { -.1835, -.0868, -.3360 },
    });

    private const double StableDiffusionFactor = 0.18215;
    private const double XlFactor = 0.13025;

    // keeps the equations solvable where a decoder does not look at a channel
    private const double Ridge = 1e-3;

    public int Channels => weights.GetLength(0) - 1;

    /// <summary>Row by row.</summary>
    public IReadOnlyList<double[]> Rows => [.. Enumerable.Range(0, Channels + 1).Select(row => new[] { weights[row, 0], weights[row, 1], weights[row, 2] })];

    /// <param name="rows">As <see cref="Rows"/>.</param>
    /// <returns>Null where they are none.</returns>
    public static LatentColours? Of(IReadOnlyList<double[]> rows)
    {
        if (rows.Count < 2 || rows.Any(row => row is not { Length: 3 }))
            return null;
        var weights = new double[rows.Count, 3];
        for (var i = 0; i < rows.Count * 3; i++)
            weights[i / 3, i % 3] = rows[i / 3][i % 3];
        return new LatentColours(weights);
    }

    /// <summary>Null for a latent space whose colours nobody has measured: <see cref="Fit"/> does it.</summary>
    public static LatentColours? Find(LatentSpace space) => (space.Channels, space.Factor) switch
    {
        (4, StableDiffusionFactor) => StableDiffusion,
        (4, XlFactor) => StableDiffusionXl,
        _ => null,
    };

    /// <summary>Fits the weights by least squares to what a decoder makes of some latents.</summary>
    /// <param name="latents">[channels, pixels], as the denoiser leaves them.</param>
    /// <param name="colours">[3, pixels], -1 to 1: what the decoder made of each, averaged to one pixel.</param>
    public static LatentColours Fit(ReadOnlySpan<float> latents, ReadOnlySpan<float> colours)
    {
        var pixels = colours.Length / 3;
        var channels = latents.Length / pixels;
        var weights = new double[channels + 1, 3];
        for (var colour = 0; colour < 3; colour++)
        {
            var rows = Enumerable.Range(0, channels + 1).Select(_ => new double[channels + 2]).ToArray();
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                for (var i = 0; i <= channels; i++)
                {
                    var value = At(latents, i, pixel);
                    for (var j = 0; j <= channels; j++)
                        rows[i][j] += value * At(latents, j, pixel);
                    rows[i][^1] += value * colours[colour * pixels + pixel];
                }
            }

            for (var i = 0; i <= channels; i++)
                rows[i][i] += Ridge * pixels;
            var solution = LinearSystem.Solve(rows);
            for (var i = 0; i <= channels; i++)
                weights[i, colour] = solution[i];
        }

        return new LatentColours(weights);

        // the colour of zero is the weight of a channel that is always 1
        double At(ReadOnlySpan<float> values, int channel, int pixel) => channel == channels ? 1 : values[channel * pixels + pixel];
    }

    /// <param name="latents">[channels, frames, height, width]</param>
    /// <param name="frame">Which of the frames.</param>
    public RgbFrame Draw(ReadOnlySpan<float> latents, int frames, int frame, int width, int height)
    {
        var picture = RgbFrame.Rent(width, height);
        var pixels = picture.Pixels.Span;
        var size = width * height;
        for (var i = 0; i < size; i++)
        {
            for (var colour = 0; colour < 3; colour++)
            {
                var sum = weights[Channels, colour];
                for (var channel = 0; channel < Channels; channel++)
                    sum += latents[(channel * frames + frame) * size + i] * weights[channel, colour];
                pixels[i * 3 + colour] = (byte)Math.Clamp((sum + 1) * 127.5, 0, 255);
            }
        }

        return picture;
    }
}
