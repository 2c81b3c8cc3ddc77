using StudioApp.Core.Generations;

namespace StudioApp.Core.Tests.Generations;

public sealed class AspectRatioTests
{
    [Theory]
    [InlineData("16:9", 16, 9)]
    [InlineData("1:1", 1, 1)]
    [InlineData("235:100", 235, 100)]
    public void TryParse_Ratio_ComesBackAsItWasWritten(string text, int width, int height)
    {
        Assert.True(AspectRatio.TryParse(text, null, out var ratio));
        Assert.Equal(new AspectRatio(width, height), ratio);
        Assert.Equal(text, ratio.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("16")]
    [InlineData("16:9:1")]
    [InlineData("0:9")]
    [InlineData("16:0")]
    [InlineData("-16:9")]
    [InlineData("16 : 9")]
    [InlineData("1.5:1")]
    [InlineData("99999999999:1")]
    public void TryParse_AnythingElse_IsFalse(string? text) => Assert.False(AspectRatio.TryParse(text, null, out _));
}
