using StudioApp.Core.Generations;
using StudioApp.Engine.Clips;
using StudioApp.TestKit.Generations;
using StudioApp.TestKit.Pictures;

namespace StudioApp.Engine.Tests.Clips;

public sealed class ClipSettingsJsonTests
{
    [Fact]
    public void Write_IsTheDocumentedForm() => Assert.Equal(
        """{"format":"studioapp-clip","version":1,"prompt":"a fox","negativePrompt":"blurry","model":"lantern","seconds":5,"seed":42,"steps":12,"guidance":4.5,"aspect":"1:1"}""",
        ClipSettingsJson.Write(new GenerationBuilder().WithPrompt("a fox").Build().Settings));

    [Theory]
    [InlineData("一只狐狸 🦊 \"quoted\" \\ \n 'x'")]
    [InlineData("</script> & = ; #")]
    public void TryRead_WhatWasWritten_ComesBack(string prompt)
    {
        var settings = new GenerationBuilder().WithPrompt(prompt).Build().Settings with { Seed = uint.MaxValue, Aspect = AspectRatio.Portrait };

        Assert.True(ClipSettingsJson.TryRead(ClipSettingsJson.Write(settings), out var read));
        Assert.Equal(settings, read);
    }

    [Fact]
    public void Write_AClipFromAPicture_SaysWhich() => Assert.EndsWith(
        $$""","aspect":"1:1","startPicture":"{{new string('a', 64)}}","strength":0.5}""",
        ClipSettingsJson.Write(new GenerationBuilder().StartingFrom(TestPicture.Id('a'), 0.5).Build().Settings));

    [Theory]
    [InlineData(0.5)]
    [InlineData(null)]
    public void TryRead_AClipFromAPicture_ComesBack(double? strength)
    {
        var settings = new GenerationBuilder().StartingFrom(TestPicture.Id('b'), strength).Build().Settings;

        Assert.True(ClipSettingsJson.TryRead(ClipSettingsJson.Write(settings), out var read));
        Assert.Equal(settings, read);
    }

    [Fact]
    public void TryRead_APicturesNameOfAnotherKind_RestoresTheRest()
    {
        const string odd = """{"format":"studioapp-clip","version":1,"prompt":"a fox","model":"lantern","seconds":5,"seed":1,"steps":2,"guidance":3,"aspect":"16:9","startPicture":"../x","strength":0.5}""";

        Assert.True(ClipSettingsJson.TryRead(odd, out var read));
        Assert.Equal((null, 0.5, "a fox"), (read.StartPicture, read.Strength, read.Prompt));
    }

    [Fact]
    public void TryRead_NamesOfANewerStudio_AreIgnored()
    {
        const string newer = """{"format":"studioapp-clip","version":1,"camera":"pan","prompt":"a fox","model":"lantern","seconds":5,"seed":1,"steps":2,"guidance":3,"aspect":"16:9"}""";

        Assert.True(ClipSettingsJson.TryRead(newer, out var read));
        Assert.Equal(("a fox", "", AspectRatio.Landscape), (read.Prompt, read.NegativePrompt, read.Aspect));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("steps: 20, sampler: Euler")]
    [InlineData("[1,2]")]
    [InlineData("null")]
    [InlineData("""{"prompt":"a fox"}""")]
    [InlineData("""{"format":"studioapp-clip","version":2,"prompt":"a fox","model":"lantern","seconds":5,"seed":1,"steps":2,"guidance":3,"aspect":"16:9"}""")]
    [InlineData("""{"format":"studioapp-clip","version":1,"prompt":"a fox","model":"lantern","seconds":5,"seed":1,"steps":2,"guidance":3,"aspect":"wide"}""")]
    [InlineData("""{"format":"studioapp-clip","version":1,"prompt":"a fox","model":"lantern","seconds":"5","seed":1,"steps":2,"guidance":3,"aspect":"16:9"}""")]
    [InlineData("""{"format":"studioapp-clip","version":1,"prompt":"a fox","model":"lantern","seed":1,"steps":2,"guidance":3,"aspect":"16:9"}""")]
    public void TryRead_AnythingElse_IsNotOurs(string? json) => Assert.False(ClipSettingsJson.TryRead(json, out _));
}
