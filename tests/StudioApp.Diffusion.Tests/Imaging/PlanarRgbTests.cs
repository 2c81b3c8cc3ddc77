using CsCheck;
using StudioApp.Diffusion.Imaging;

namespace StudioApp.Diffusion.Tests.Imaging;

public sealed class PlanarRgbTests
{
    [Fact]
    public void Write_AnyPicture_RoundsAndInterleaves()
    {
        var pictures =
            from width in Gen.Int[1, 40]
            from height in Gen.Int[1, 5]
            from values in Gen.Float[-0.5f, 1.5f].Array[width * height * 3]
            select (width, height, values);
        pictures.Sample(p =>
        {
            using var frame = RgbFrame.Rent(p.width, p.height);
            var brightest = PlanarRgb.Write(p.values, frame, "test");

            var size = p.width * p.height;
            var expected = new byte[size * 3];
            for (var i = 0; i < size; i++)
            {
                for (var channel = 0; channel < 3; channel++)
                    expected[i * 3 + channel] = (byte)Math.Floor(Math.Clamp(p.values[channel * size + i], 0, 1) * 255 + 0.5f);
            }

            Assert.Equal(expected, frame.Pixels.ToArray());
            Assert.Equal(expected.Max(), brightest);
        });
    }

    [Fact]
    public void Write_NotFinitePixel_IsRefused()
    {
        using var frame = RgbFrame.Rent(4, 4);
        var planes = new float[48];
        planes[47] = float.NaN;
        Assert.Equal(DiffusionFault.NotFinite, Assert.Throws<DiffusionException>(() => PlanarRgb.Write(planes, frame, "the frames")).Fault);
    }
}
