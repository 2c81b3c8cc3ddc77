using CsCheck;
using StudioApp.Diffusion.Pipelines.AnimateDiff;

namespace StudioApp.Diffusion.Tests.Pipelines.AnimateDiff;

public sealed class ContextWindowsTests
{
    [Fact]
    public void Over_AsManyAsTheModelTakes_IsOneWindow() => Assert.Equal([0], ContextWindows.Over(16, 16).Starts);

    [Fact]
    public void Over_ALongerClip_OverlapsAndEndsWithIt() => Assert.Equal([0, 12, 24], ContextWindows.Over(40, 16).Starts);

    [Fact]
    public void Over_AnyLength_SeesEveryFrame() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[0, 200]).Sample((length, more) =>
        {
            var windows = ContextWindows.Over(length + more, length);
            var seen = windows.Starts.SelectMany(start => Enumerable.Range(start, length)).ToHashSet();
            return seen.SetEquals(Enumerable.Range(0, length + more)) && windows.Starts.Distinct().Count() == windows.Starts.Count;
        });
}
