using StudioApp.Diffusion.Imaging;

namespace StudioApp.Diffusion.Tests.Imaging;

public sealed class SmoothResizeTests
{
    // diffusers' own function for Stable Video Diffusion, in PyTorch and double precision, on the same numbers
    [Theory]
    [InlineData(13, 10, 4, new[]
    {
        -0.41342, 0.04969, -0.20275, 0.17812, -0.0799, 0.13584, -0.00313, -0.13865, -0.09155, 0.28362, 0.156, -0.13781, 0.15601, -0.2706, -0.18814, 0.23703,
    })]
    [InlineData(3, 3, 5, new[]
    {
        -1.0, -0.88211, -0.7098, -0.5375, -0.41961, -0.71005, -0.59298, -0.37843, -0.08742, 0.14142, -0.28627, -0.12696, 0.10588, 0.33873, 0.49804, 0.1375,
        0.41553, 0.5902, 0.35702, 0.03897, 0.42745, 0.81642, 0.92157, 0.21103, -0.59216,
    })]
    [InlineData(24, 5, 3, new[] { -0.30628, -0.09828, -0.17585, 0.20743, 0.08413, -0.03755, -0.01419, 0.15837, -0.23168 })]
    public void To_ASquare_IsTheReferencesBlurAndCubic(int width, int height, int side, double[] expected)
    {
        using var picture = PicturePlanesTests.Picture(width, height, (x, y) => (byte)((x * 37 + y * 91 + x * y * 13) % 256));
        var seen = SmoothResize.To(PicturePlanes.Of(picture), width, height, side);
        Assert.Equal(3 * expected.Length, seen.Length);
        for (var i = 0; i < seen.Length; i++)
            Assert.Equal(expected[i % expected.Length], seen[i], 2e-5);
    }
}
