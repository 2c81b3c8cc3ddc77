using System.Runtime.Intrinsics;
using StudioApp.Diffusion.Noise;

namespace StudioApp.Diffusion.Tests.Noise;

public sealed class PhiloxTests
{
    // the known answers that Random123, the authors' own library, publishes for philox4x32-10
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Draw_KnownCounterAndKey_GivesTheKnownAnswer(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3)
    {
        Assert.Equal(Vector128.Create(r0, r1, r2, r3), Philox4x32.Draw(Vector128.Create(c0, c1, c2, c3), k0, k1));
    }

    [Fact]
    public void Fill_ManyNumbers_AreGaussian()
    {
        var noise = new float[1_000_000];
        new PhiloxNoise(42).Fill(noise, 0);

        var mean = noise.Average(x => (double)x);
        Assert.InRange(mean, -0.005, 0.005);
        Assert.InRange(Moment(noise, mean, 2), 0.99, 1.01);
        Assert.InRange(Moment(noise, mean, 3), -0.02, 0.02);
        Assert.InRange(Moment(noise, mean, 4), 2.95, 3.05);
        Assert.InRange(noise.Count(x => Math.Abs(x) < 1) / 1e6, 0.6807, 0.6847); // 68.27 % lie within one deviation
        Assert.InRange(noise.Max(), 4.2f, 6.7f);
    }

    [Fact]
    public void Fill_NeighboursAndStreams_AreNotRelated()
    {
        var (a, b) = (Draw(1, 0, 200_000), Draw(1, 1, 200_000));
        Assert.InRange(Correlation(a, b), -0.01, 0.01);
        Assert.InRange(Correlation(a, Draw(2, 0, 200_000)), -0.01, 0.01);
        Assert.InRange(Correlation(a[..^1], a[1..]), -0.01, 0.01);
    }

    [Fact]
    public void Fill_LongerBuffer_BeginsTheSame()
    {
        Assert.Equal(Draw(3, 2, 10), Draw(3, 2, 1001)[..10]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(uint.MaxValue)]
    public void Fill_EdgesOfTheSeedRange_GiveFiniteNumbersOfTheirOwn(long seed)
    {
        var noise = Draw(seed, 0, 1000);
        Assert.All(noise, x => Assert.True(float.IsFinite(x)));
        Assert.NotEqual(noise, Draw(1, 0, 1000));
    }

    private static float[] Draw(long seed, uint stream, int count)
    {
        var noise = new float[count];
        new PhiloxNoise(seed).Fill(noise, stream);
        return noise;
    }

    private static double Moment(float[] values, double mean, int power) => values.Average(x => Math.Pow(x - mean, power));

    private static double Correlation(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Average();
}
