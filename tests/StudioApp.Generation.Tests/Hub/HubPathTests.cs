using StudioApp.Engine.Hub;

namespace StudioApp.Engine.Tests.Hub;

public sealed class HubPathTests
{
    [Theory]
    [InlineData("my-sd15", "my-sd15")]
    [InlineData("My AnimateDiff (v2)", "My-AnimateDiff-v2")]
    [InlineData(".hidden_", "hidden")]
    [InlineData("  a -- b  ", "a-b")]
    [InlineData("模型 lantern", "lantern")]
    [InlineData("模型", null)]
    [InlineData("nul", null)]
    public void NameOf_AFoldersName_IsAsNearToItAsNamesCanBe(string folder, string? name) => Assert.Equal(name, HubPath.NameOf(folder));

    [Fact]
    public void NameOf_AnyText_IsANameOrNothing()
    {
        var draw = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, draw.Next(1, 90)).Select(_ => (char)draw.Next(32, 400))]);
            if (HubPath.NameOf(text) is { } name)
                Assert.True(HubPath.IsName(name), $"'{text}' became '{name}'");
        }
    }
}
