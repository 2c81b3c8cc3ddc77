using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Tests.Schedulers.Schedules;

public sealed class BetaQuantileTests
{
    // scipy.stats.beta.ppf(part, 0.6, 0.6) of scipy 1.10.1
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1e-6, 1.8558824624053043e-10)]
    [InlineData(0.001, 1.855873851745199e-05)]
    [InlineData(0.01, 0.0008612388215429059)]
    [InlineData(0.1, 0.03958440558878085)]
    [InlineData(0.3, 0.23401700387523572)]
    [InlineData(0.5, 0.5)]
    [InlineData(0.6, 0.6372990092467856)]
    [InlineData(0.9, 0.9604155944112192)]
    [InlineData(0.99, 0.9991387611784571)]
    [InlineData(0.999, 0.9999814412614826)]
    [InlineData(1, 1)]
    public void Of_APart_IsScipys(double part, double expected) => Assert.InRange(BetaQuantile.Of(part), expected * (1 - 1e-13), expected * (1 + 1e-13));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void Of_NoPart_Throws(double part) => Assert.Throws<ArgumentOutOfRangeException>(() => BetaQuantile.Of(part));
}
