using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.Pipelines.Latents;

public sealed class LatentColoursTests
{
    // a decoder that is linear itself: 7 channels, of which two are the picture
    [Fact]
    public void Fit_ALinearDecoder_IsFoundOut()
    {
        const int channels = 7, side = 12, pixels = side * side;
        var latents = new float[channels * pixels];
        new PhiloxNoise(1).Fill(latents, 0);
        var colours = new float[3 * pixels];
        for (var i = 0; i < pixels; i++)
        {
            colours[i] = 0.3f * latents[i] - 0.2f * latents[6 * pixels + i];
            colours[pixels + i] = 0.1f;
            colours[2 * pixels + i] = -0.25f * latents[i];
        }

        using var picture = LatentColours.Fit(latents, colours).Draw(latents, frames: 1, frame: 0, side, side);
        for (var i = 0; i < pixels; i++)
        {
            for (var colour = 0; colour < 3; colour++)
                Assert.Equal(Math.Clamp((colours[colour * pixels + i] + 1) * 127.5, 0, 255), picture.Pixels.Span[i * 3 + colour], 1.5);
        }
    }

    // the golden decoder, which has random weights and so colours that no table knows
    [Fact]
    public void Run_AModelsOwnDecoder_TellsMoreThanGrey()
    {
        using var model = new TinyModel("tiny-sd");
        using var vae = TestSessions.Create().Open(model.Copy.Path, "vae_decoder/model.onnx", 1);
        using var scope = new RunScope(CancellationToken.None);
        var space = LatentSpace.Read(model.Copy.Path);
        var colours = LatentColourFit.Run(vae, space, scope);

        const int side = 8;
        var latents = new float[4 * side * side];
        new PhiloxNoise(5).Fill(latents, 0);
        using var decoder = new VaeDecoder(vae, space, side, side);
        var decoded = decoder.Decode(latents, scope).ToArray();
        using var drawn = colours.Draw(latents, 1, 0, side, side);
        var (fitted, grey) = (0.0, 0.0);
        for (var i = 0; i < side * side * 3; i++)
        {
            var (pixel, colour) = (i / 3, i % 3);
            var truth = Average(decoded, colour, pixel / side, pixel % side);
            var mean = Enumerable.Range(0, side * side).Average(p => Average(decoded, colour, p / side, p % side));
            fitted += Math.Pow(truth - (drawn.Pixels.Span[i] / 127.5 - 1), 2);
            grey += Math.Pow(truth - mean, 2);
        }

        Assert.True(fitted < grey, $"the fit is off by {fitted:0.000}, one colour for all by {grey:0.000}");
    }

    private static double Average(float[] picture, int colour, int row, int column)
    {
        const int scale = 8, width = 64;
        var sum = 0.0;
        for (var y = 0; y < scale; y++)
        {
            for (var x = 0; x < scale; x++)
                sum += picture[(colour * width + row * scale + y) * width + column * scale + x];
        }

        return sum / (scale * scale);
    }
}
