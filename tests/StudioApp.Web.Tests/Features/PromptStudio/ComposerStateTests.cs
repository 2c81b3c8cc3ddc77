using StudioApp.Core.Generations;
using StudioApp.Core.Models;
using StudioApp.TestKit.Generations;
using StudioApp.TestKit.Models;
using StudioApp.Web.Features.PromptStudio;

namespace StudioApp.Web.Tests.Features.PromptStudio;

public class ComposerStateTests
{
    private readonly ComposerState _composer = new();

    [Fact]
    public void Adopt_KeepsWhatTheModelCanDo_AndDefaultsTheRest()
    {
        _composer.Adopt(new ModelBuilder().Build());
        _composer.Seconds = 9;
        _composer.Aspect = "16:9";
        _composer.Steps = 50;

        _composer.Adopt(new ModelBuilder().Named("short").Build() with
        {
            Defaults = new ModelDefaults { MaxSeconds = 6, Steps = 4, Guidance = 1, Aspects = [AspectRatio.Portrait] },
        });

        Assert.Equal(("short", 6, "9:16", 4, 1d), (_composer.Model, _composer.Seconds, _composer.Aspect, _composer.Steps, _composer.Guidance));
    }

    [Fact]
    public void UnlockedSeed_IsLeftToTheStudio()
    {
        _composer.Seed = 7;

        Assert.Null(_composer.ToRequest().Seed);
    }

    [Theory]
    [InlineData(true, 42L)]
    [InlineData(false, null)]
    public void Fill_TakesEverything_AndTheSeedWhenAsked(bool keepSeed, long? seed)
    {
        var settings = new GenerationBuilder().WithSeconds(8).Build().Settings;

        _composer.Fill(settings, keepSeed);
        var request = _composer.ToRequest();

        Assert.Equal(settings.Prompt, request.Prompt);
        Assert.Equal(8, request.Seconds);
        Assert.Equal(seed, request.Seed);
    }

    [Fact]
    public void RollSeed_KeepsADrawnSeed_ThatTheApiTakes()
    {
        for (var i = 0; i < 100; i++)
        {
            _composer.RollSeed();

            Assert.True(_composer.SeedLocked);
            Assert.InRange(_composer.Seed, 0, GenerationLimits.MaxSeed);
        }
    }

    [Theory]
    [InlineData("", "fox", "fox")]
    [InlineData("a", "fox", "a fox")]
    [InlineData("a ", "fox", "a fox")]
    public void Add_PutsWordsASpaceApart(string prompt, string word, string expected)
    {
        _composer.Prompt = prompt;

        _composer.Add(word);

        Assert.Equal(expected, _composer.Prompt);
    }
}
