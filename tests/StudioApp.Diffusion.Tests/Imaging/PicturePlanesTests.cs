using StudioApp.Diffusion.Imaging;

namespace StudioApp.Diffusion.Tests.Imaging;

public sealed class PicturePlanesTests
{
    // Pillow's Image.resize with BICUBIC over the box in the middle, on the same numbers in floats
    [Theory]
    [InlineData(9, 7, 4, 3, new[] { -0.16839, 0.09507, 0.08775, 0.03531, -0.00363, 0.15817, 0.07723, -0.0415, -0.18198, 0.11883, 0.0711, 0.18899 })]
    [InlineData(4, 4, 6, 4, new[]
    {
        -0.72797, -0.57628, -0.30435, 0.00678, 0.2787, 0.43039, -0.171, 0.03998, 0.30137, 0.37299, 0.63439, 0.84536,
        0.3933, 0.73188, 0.75476, -0.35635, -0.33348, 0.0051, -0.25214, 0.075, 0.30281, -0.13487, 0.09294, 0.42008,
    })]
    public void Fit_AnotherSize_IsPillowsBicubicOfTheMiddle(int width, int height, int newWidth, int newHeight, double[] expected)
    {
        using var picture = Picture(width, height, (x, y) => (byte)((x * 37 + y * 91 + x * y * 13) % 256));
        var fitted = PicturePlanes.Fit(picture, newWidth, newHeight);
        Assert.Equal(3 * expected.Length, fitted.Length);
        for (var i = 0; i < fitted.Length; i++)
            Assert.Equal(expected[i % expected.Length], fitted[i], 2e-5);
    }

    [Fact]
    public void Of_APicture_KeepsItsChannelsApart()
    {
        using var picture = RgbFrame.Rent(2, 1);
        new byte[] { 0, 255, 51, 255, 0, 102 }.CopyTo(picture.Pixels.Span);
        float[] expected = [-1, 1, 1, -1, -0.6f, -0.2f];
        Assert.Equal(expected, PicturePlanes.Of(picture).Select(value => MathF.Round(value, 5)));
        Assert.Equal(PicturePlanes.Of(picture), PicturePlanes.Fit(picture, 2, 1));
    }

    internal static RgbFrame Picture(int width, int height, Func<int, int, byte> grey)
    {
        var picture = RgbFrame.Rent(width, height);
        for (var i = 0; i < width * height; i++)
            picture.Pixels.Span.Slice(3 * i, 3).Fill(grey(i % width, i / width));
        return picture;
    }
}
