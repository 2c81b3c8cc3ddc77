using Bunit;
using StudioApp.TestKit.Models;
using StudioApp.Web.Features.PromptStudio;
using StudioApp.Web.Features.PromptStudio.Components;

namespace StudioApp.Web.Tests.Features.PromptStudio.Components;

public sealed class ComposerSettingsTests : ComponentTest
{
    private readonly ComposerState _state = new();

    public ComposerSettingsTests() => _state.Adopt(new ModelBuilder().Build());

    [Fact]
    public void Model_IsPickedFromAListNamedModel()
    {
        string? picked = null;
        var settings = Show(onPick: name => picked = name);

        settings.Find("select[aria-label=Model]").Change("second");

        Assert.Equal("second", picked);
    }

    [Fact]
    public void Length_ReachesAsFarAsTheModelDoes()
    {
        var range = Show().Find("input[type=range]");

        range.Input("8");

        Assert.Equal(("5", "10"), (range.GetAttribute("min"), range.GetAttribute("max")));
        Assert.Equal(8, _state.Seconds);
    }

    [Fact]
    public void Aspect_OffersWhatTheModelMakes()
    {
        var settings = Show();

        settings.Find("input[type=radio][value='16:9']").Change("16:9");

        Assert.Equal(2, settings.FindAll("input[type=radio]").Count);
        Assert.Equal("16:9", _state.Aspect);
    }

    [Fact]
    public void Seed_IsFreshUntilItIsLockedOrRolled()
    {
        var settings = Show();
        Assert.True(settings.Find("#seed").HasAttribute("disabled"));

        settings.Find("button[aria-label='Keep this seed']").Click();
        settings.Find("#seed").Change("123");

        Assert.Equal((true, 123L), (_state.SeedLocked, _state.Seed));
    }

    private IRenderedComponent<ComposerSettings> Show(Action<string>? onPick = null) => Render<ComposerSettings>(p => p
        .Add(s => s.State, _state)
        .Add(s => s.Models, [new ModelBuilder().Build(), new ModelBuilder().Named("second").Build()])
        .Add(s => s.Model, new ModelBuilder().Build())
        .Add(s => s.OnPickModel, onPick ?? (_ => { })));
}
