using StudioApp.Diffusion.Guards;

namespace StudioApp.Diffusion.Tests.Guards;

public sealed class GuardTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void IsFinite_OneBadNumberAnywhere_IsFound(float bad)
    {
        // every place of vectors and of the rest behind them
        for (var length = 1; length < 40; length++)
        {
            for (var at = 0; at < length; at++)
            {
                var values = new float[length];
                values[at] = bad;
                Assert.False(FiniteGuard.IsFinite(values));
            }
        }
    }

    [Fact]
    public void IsFinite_LargestNumbers_AreFine()
    {
        Assert.True(FiniteGuard.IsFinite([float.MaxValue, float.MinValue, float.Epsilon, 0, -0f, .. new float[20]]));
        Assert.True(FiniteGuard.IsFinite([]));
    }

    [Fact]
    public void Check_NotFinite_NamesPlaceAndStep()
    {
        var e = Assert.Throws<DiffusionException>(() => FiniteGuard.Check([float.NaN], "actor latents", 3));
        Assert.Equal((DiffusionFault.NotFinite, "actor latents", 3), (e.Fault, e.Where, e.Step));
        Assert.Contains("actor latents after step 3", e.Message);
    }

    [Fact]
    public void Check_BrightEnough_IsNoFault()
    {
        BlackGuard.Check(BlackGuard.Threshold + 1, "the frames");
        Assert.Equal(DiffusionFault.Black, Assert.Throws<DiffusionException>(() => BlackGuard.Check(BlackGuard.Threshold, "the frames")).Fault);
    }
}
