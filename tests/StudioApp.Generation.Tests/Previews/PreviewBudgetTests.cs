using StudioApp.Engine.Previews;

namespace StudioApp.Engine.Tests.Previews;

public sealed class PreviewBudgetTests
{
    [Fact]
    public void LeftAt_GrowsWithTheWorkAndEndsAtTheShare()
    {
        var budget = new PreviewBudget(share: 0.05, processors: 2);
        var expected = TimeSpan.FromSeconds(10);

        Assert.Equal(TimeSpan.FromMilliseconds(425), budget.LeftAt(expected, denoised: 1, rendered: 0));
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
        Assert.Equal(TimeSpan.FromMilliseconds(-25), budget.LeftAt(TimeSpan.FromSeconds(10), denoised: 1, rendered: 0));
    }
}
