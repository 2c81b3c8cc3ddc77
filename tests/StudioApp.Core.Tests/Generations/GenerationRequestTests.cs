using StudioApp.Core.Generations;
using StudioApp.Core.Models;
using StudioApp.Core.Pictures;
using StudioApp.TestKit.Models;

namespace StudioApp.Core.Tests.Generations;

public sealed class GenerationRequestTests
{
    private static readonly InstalledModel Lantern = new ModelBuilder().Build();

    private static readonly PictureId Picture = PictureId.Parse(new string('a', 64), null);

    private static readonly GenerationRequest Fox = new() { Prompt = "a fox" };

    [Fact]
    public void Resolve_OnlyAPrompt_TakesTheModelsDefaults()
    {
        var settings = (Fox with { Prompt = "  a fox\n" }).Resolve(Lantern, () => 7).Value;

        Assert.Equal(
            new GenerationSettings { Prompt = "a fox", Model = "lantern", Seconds = 5, Seed = 7, Steps = 12, Guidance = 4.5, Aspect = AspectRatio.Square },
            settings);
    }

    [Fact]
    public void Resolve_EverythingSaid_TakesItAsItIs()
    {
        var request = new GenerationRequest
        {
            Prompt = "一只狐狸",
            NegativePrompt = " blurry ",
            Model = "LANTERN",
            Seconds = 10,
            Seed = uint.MaxValue,
            Steps = 100,
            Guidance = 1,
            Aspect = " 16:9 ",
        };

        Assert.Equal(
            new GenerationSettings
            {
                Prompt = "一只狐狸",
                NegativePrompt = "blurry",
                Model = "lantern",
                Seconds = 10,
                Seed = uint.MaxValue,
                Steps = 100,
                Guidance = 1,
                Aspect = AspectRatio.Landscape,
            },
            request.Resolve(Lantern, () => throw new InvalidOperationException("a seed was given")).Value);
    }

    public static TheoryData<string, string, GenerationRequest> Bad => new()
    {
        { "generation.prompt-empty", "prompt", Fox with { Prompt = null } },
        { "generation.prompt-empty", "prompt", Fox with { Prompt = " \t\n　" } },
        { "generation.prompt-too-long", "prompt", Fox with { Prompt = new string('x', 10_000) } },
        { "generation.prompt-too-long", "prompt", Fox with { Prompt = new string('x', GenerationLimits.MaxPromptLength + 1) } },
        { "generation.negative-prompt-too-long", "negativePrompt", Fox with { NegativePrompt = new string('x', GenerationLimits.MaxPromptLength + 1) } },
        { "generation.seconds-out-of-range", "seconds", Fox with { Seconds = 0 } },
        { "generation.seconds-out-of-range", "seconds", Fox with { Seconds = 4 } },
        { "generation.seconds-out-of-range", "seconds", Fox with { Seconds = 99 } },
        { "generation.steps-out-of-range", "steps", Fox with { Steps = 0 } },
        { "generation.steps-out-of-range", "steps", Fox with { Steps = 101 } },
        { "generation.guidance-out-of-range", "guidance", Fox with { Guidance = 0.99 } },
        { "generation.guidance-out-of-range", "guidance", Fox with { Guidance = 20.01 } },
        { "generation.guidance-out-of-range", "guidance", Fox with { Guidance = double.NaN } },
        { "generation.guidance-out-of-range", "guidance", Fox with { Guidance = double.PositiveInfinity } },
        { "generation.seed-out-of-range", "seed", Fox with { Seed = -1 } },
        { "generation.seed-out-of-range", "seed", Fox with { Seed = GenerationLimits.MaxSeed + 1 } },
        { "generation.aspect-not-offered", "aspect", Fox with { Aspect = "9:16" } },
        { "generation.aspect-not-offered", "aspect", Fox with { Aspect = "wide" } },
        { "generation.aspect-not-offered", "aspect", Fox with { Aspect = "0:0" } },
    };

    [Fact]
    public void Resolve_BadField_NamesItAndSaysWhatToDo()
    {
        foreach (var (code, field, request) in Bad.Select(row => ((string)row[0], (string)row[1], (GenerationRequest)row[2])))
        {
            var refused = request.Resolve(Lantern, () => 1);

            Assert.False(refused.Succeeded);
            Assert.Equal((code, field), (refused.Error.Code, refused.Error.Field));
            Assert.Contains('.', refused.Error.Message);
            Assert.All(refused.Error.Arguments, argument => Assert.Contains(argument, refused.Error.Message, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(PictureUse.May, true, null, 0.8)]
    [InlineData(PictureUse.May, true, 0.5, 0.5)]
    [InlineData(PictureUse.May, true, 1.0, 1.0)]
    [InlineData(PictureUse.Must, false, null, null)]
    [InlineData(PictureUse.Must, false, 0.5, null)]
    public void Resolve_APicture_IsTaken_WithTheStrengthThatTheModelAsksFor(PictureUse use, bool usesStrength, double? asked, double? resolved)
    {
        var model = Lantern with { TakesPicture = use, UsesStrength = usesStrength };

        var settings = (Fox with { StartPicture = $" {Picture} ", Strength = asked }).Resolve(model, () => 1, id => id == Picture).Value;

        Assert.Equal((Picture, resolved), (settings?.StartPicture, settings?.Strength));
    }

    [Theory]
    [InlineData(PictureUse.No)]
    [InlineData(PictureUse.May)]
    public void Resolve_NoPicture_HasNoStrengthEither(PictureUse use)
    {
        var settings = (Fox with { StartPicture = "  ", Strength = 0.5 }).Resolve(Lantern with { TakesPicture = use, UsesStrength = true }, () => 1, _ => true).Value;

        Assert.Equal((null, null), (settings?.StartPicture, settings?.Strength));
    }

    [Theory]
    [InlineData(PictureUse.No, "kept", null, "generation.picture-not-taken", "startPicture")]
    [InlineData(PictureUse.Must, null, null, "generation.picture-needed", "startPicture")]
    [InlineData(PictureUse.Must, "", null, "generation.picture-needed", "startPicture")]
    [InlineData(PictureUse.May, "gone", null, "generation.picture-unknown", "startPicture")]
    [InlineData(PictureUse.May, "../../studio.db", null, "generation.picture-unknown", "startPicture")]
    [InlineData(PictureUse.May, "kept", 0.0, "generation.strength-out-of-range", "strength")]
    [InlineData(PictureUse.May, "kept", -0.1, "generation.strength-out-of-range", "strength")]
    [InlineData(PictureUse.May, "kept", 1.01, "generation.strength-out-of-range", "strength")]
    [InlineData(PictureUse.May, "kept", double.NaN, "generation.strength-out-of-range", "strength")]
    [InlineData(PictureUse.May, null, 5.0, "generation.strength-out-of-range", "strength")]
    [InlineData(PictureUse.May, "kept", 0.05, "generation.strength-too-low", "strength")]
    public void Resolve_APictureThatCannotBe_NamesTheFieldAndSaysWhatToDo(PictureUse use, string? picture, double? strength, string code, string field)
    {
        var named = picture switch { "kept" => Picture.Value, "gone" => new string('b', 64), _ => picture };
        var model = Lantern with { TakesPicture = use, UsesStrength = true };

        var refused = (Fox with { StartPicture = named, Strength = strength }).Resolve(model, () => 1, id => id == Picture);

        Assert.Equal((code, field), (refused.Error?.Code, refused.Error?.Field));
    }

    [Fact]
    public void Resolve_NobodyKeepsPictures_KnowsNone() => Assert.Equal(
        "generation.picture-unknown",
        (Fox with { StartPicture = Picture.Value }).Resolve(Lantern with { TakesPicture = PictureUse.May }, () => 1).Error?.Code);

    [Fact]
    public void Resolve_LongestPromptThereMayBe_IsTaken() =>
        Assert.True((Fox with { Prompt = new string('x', GenerationLimits.MaxPromptLength) }).Resolve(Lantern, () => 1).Succeeded);

    [Fact]
    public void Resolve_ModelCannotBeUsed_SaysWhy()
    {
        var broken = new ModelBuilder().RefusedFor(ModelErrors.FileMissing("stage/model.onnx")).Build();

        var refused = Fox.Resolve(broken, () => 1);

        Assert.Equal("generation.model-unusable", refused.Error?.Code);
        Assert.Contains("stage/model.onnx", refused.Error!.Message, StringComparison.Ordinal);
    }
}
