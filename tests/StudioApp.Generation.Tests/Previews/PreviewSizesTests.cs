using StudioApp.Engine.Previews;

namespace StudioApp.Engine.Tests.Previews;

public sealed class PreviewSizesTests
{
    private static readonly IReadOnlyList<PreviewSize> Ladder = PreviewSize.Ladder(256, 6);

    private readonly PreviewBudget _budget = new(share: 0.05, processors: 2);
    private readonly PreviewCosts _costs = new();

    [Fact]
    public void Ladder_Smallest_MovesAllTheSame()
    {
        Assert.Equal(new PreviewSize(96, 4), Ladder[0]);
        Assert.Equal(new PreviewSize(256, 6), Ladder[^1]);
        Assert.All(PreviewSize.Ladder(64, 2), size => Assert.True(size.Frames >= 2, "a still looks like a hang"));
    }

    [Fact]
    public void Choose_ClipOfTwoSeconds_ShowsEveryStepWithinTheShareAndTheLaterOnesSharper()
    {
        var chosen = Denoise(TimeSpan.FromSeconds(2.2), steps: 12);

        Assert.Equal(12, chosen.Count);
        Assert.Equal(Ladder[0], chosen[0]);
        Assert.True(chosen[^1].Pixels > chosen[0].Pixels, string.Join(' ', chosen));
        Assert.Equal(chosen.OrderBy(c => c.Pixels), chosen);
        Assert.InRange(_budget.Spent.TotalMilliseconds, 0, 2200 * 0.05);
    }

    [Fact]
    public void Choose_OneMomentOfAStalledMachine_DoesNotSkipTheStepsAfterIt()
    {
        var sizes = new PreviewSizes(Ladder, _costs);
        sizes.Measured(Ladder[0], TimeSpan.FromMilliseconds(4));
        sizes.Measured(Ladder[0], TimeSpan.FromMilliseconds(12));
        _budget.Held(TimeSpan.FromMilliseconds(12));

        Assert.Equal(Ladder[0], Choose(sizes, TimeSpan.FromSeconds(2.6), step: 2, steps: 12));
    }

    [Fact]
    public void Choose_LongGeneration_IsLargeFromItsFirstStep()
    {
        Assert.All(Denoise(TimeSpan.FromMinutes(5), steps: 30).Skip(1), size => Assert.Equal(Ladder[^1], size));
    }

    [Fact]
    public void Choose_MoreStepsThanCanBePaidFor_SpreadsItsBurstsOverAll()
    {
        var sizes = new PreviewSizes(Ladder, _costs);
        var shown = Show(sizes, TimeSpan.FromSeconds(3.5), steps: 100).Select(s => s.Step).ToList();

        Assert.InRange(shown.Count, 20, 60);
        Assert.True(shown.Zip(shown.Skip(1), (a, b) => b - a).Max() <= 6, string.Join(' ', shown));
        Assert.InRange(_budget.Spent.TotalMilliseconds, 0, 3500 * 0.05);
    }

    [Fact]
    public void Choose_TooDear_SkipsBurstsButShowsTheFirst()
    {
        var sizes = new PreviewSizes(Ladder, _costs);

        Assert.Equal(Ladder[0], sizes.Choose(TimeSpan.FromMilliseconds(-5), TimeSpan.Zero, step: 1, steps: 12));
        sizes.Measured(Ladder[0], TimeSpan.FromMilliseconds(100));
        Assert.Null(sizes.Choose(now: TimeSpan.FromMilliseconds(50), whole: TimeSpan.FromMilliseconds(500), step: 2, steps: 12));
        Assert.Equal(Ladder[0], sizes.Choose(now: TimeSpan.FromMilliseconds(101), whole: TimeSpan.FromMilliseconds(500), step: 3, steps: 12));
    }

    private List<PreviewSize> Denoise(TimeSpan clip, int steps) =>
        [.. Show(new PreviewSizes(Ladder, _costs), clip, steps).Select(s => s.Size)];

    /// <summary>As a machine of two cores was measured: 1.5 ms, and for 96 pixels and 4 frames 3 more.</summary>
    private IEnumerable<(int Step, PreviewSize Size)> Show(PreviewSizes sizes, TimeSpan clip, int steps)
    {
        for (var step = 1; step <= steps; step++)
        {
            if (Choose(sizes, clip, step, steps) is not { } size)
                continue;
            var cost = TimeSpan.FromMilliseconds(1.5 + (3.0 * size.Pixels / Ladder[0].Pixels));
            sizes.Measured(size, cost);
            _budget.Held(cost);
            yield return (step, size);
        }
    }

    private PreviewSize? Choose(PreviewSizes sizes, TimeSpan clip, int step, int steps) => sizes.Choose(
        _budget.LeftAt(clip, (double)step / steps, rendered: 0), _budget.LeftAt(clip, denoised: 1, rendered: 0), step, steps);
}
