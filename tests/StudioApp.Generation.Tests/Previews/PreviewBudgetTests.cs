using StudioApp.Engine.Previews;

namespace StudioApp.Engine.Tests.Previews;

public sealed class PreviewBudgetTests
{
    [Fact]
    public void LeftAt_GrowsWithTheWorkAndEndsAtTheShare()
    {
        var budget = new PreviewBudget(share: 0.05, processors: 2);
        var expected = TimeSpan.FromSeconds(10);

        Assert.Equal(TimeSpan.FromMilliseconds(400), budget.LeftAt(expected, denoised: 1, rendered: 0));
        Assert.Equal(TimeSpan.FromMilliseconds(500), budget.LeftAt(expected, denoised: 1, rendered: 1));
        Assert.True(budget.LeftAt(expected, denoised: 0.25, rendered: 0) < budget.LeftAt(expected, denoised: 0.5, rendered: 0));
    }

    [Fact]
    public void LeftAt_Overspent_IsNegative()
    {
        var budget = new PreviewBudget(share: 0.05, processors: 2);
        budget.Held(TimeSpan.FromMilliseconds(400));
        budget.Encoded(TimeSpan.FromMilliseconds(100));

        Assert.Equal(TimeSpan.FromMilliseconds(450), budget.Spent);
        Assert.Equal(TimeSpan.FromMilliseconds(-50), budget.LeftAt(TimeSpan.FromSeconds(10), denoised: 1, rendered: 0));
    }

    [Fact]
    public void Choose_ManySteps_StaysWithinTheShareAndGrows()
    {
        var budget = new PreviewBudget(share: 0.05, processors: 2);
        var sizes = new PreviewSizes(256);
        var expected = TimeSpan.FromSeconds(4);
        var chosen = new List<int?>();
        for (var step = 1; step <= 12; step++)
        {
            if (sizes.Choose(budget.LeftAt(expected, step / 12.0, rendered: 0)) is not { } side)
                continue;
            var cost = TimeSpan.FromMilliseconds(8.0 * side * side / (128 * 128));
            sizes.Measured(side, cost);
            budget.Held(cost);
            chosen.Add(side);
        }

        Assert.Equal(128, chosen[0]);
        Assert.Contains(chosen, side => side > 128);
        Assert.True(chosen.Count >= 10, string.Join(' ', chosen));
        Assert.True(budget.Spent <= expected * 0.05, $"{budget.Spent.TotalMilliseconds} ms");
    }

    [Fact]
    public void Choose_TooDear_SkipsBurstsButShowsTheFirst()
    {
        var sizes = new PreviewSizes(256);

        Assert.Equal(128, sizes.Choose(TimeSpan.FromMilliseconds(-5)));
        sizes.Measured(128, TimeSpan.FromMilliseconds(100));
        Assert.Null(sizes.Choose(TimeSpan.FromMilliseconds(50)));
        Assert.Equal(128, sizes.Choose(TimeSpan.FromMilliseconds(101)));
    }
}
