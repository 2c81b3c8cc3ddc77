using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace StudioApp.Media.Tests;

public class MediaOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Equal("superfast", Validated(_ => { }).Preset);

    [Theory]
    [InlineData(-1, "superfast", 0, "ConstantRateFactor")]
    [InlineData(41, "superfast", 0, "ConstantRateFactor")]
    [InlineData(20, "fastest", 0, "Preset")]
    [InlineData(20, "superfast", 65, "Threads")]
    public void Wrong_IsRefusedByName(int crf, string preset, int threads, string named)
    {
        var e = Assert.Throws<OptionsValidationException>(() => Validated(o => (o.ConstantRateFactor, o.Preset, o.Threads) = (crf, preset, threads)));

        Assert.Contains(named, e.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4000)]
    public void StallSeconds_OutOfRange_IsRefusedByName(double seconds) =>
        Assert.Contains("StallSeconds", Assert.Throws<OptionsValidationException>(() => Validated(o => o.StallSeconds = seconds)).Message);

    private static MediaOptions Validated(Action<MediaOptions> configure) => new ServiceCollection()
        .AddMedia().Configure(configure).BuildServiceProvider().GetRequiredService<IOptions<MediaOptions>>().Value;
}
