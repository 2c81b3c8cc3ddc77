namespace StudioApp.Engine.Previews;

/// <summary>
/// Chooses how large the next prediction is to be. Every step is to have one, so the smallest of each step to come is set
/// aside first; what is to spare makes some larger, the later the more, as the picture clears.
/// </summary>
internal sealed class PreviewSizes(IReadOnlyList<PreviewSize> ladder, PreviewCosts costs)
{
    public PreviewSize Smallest => ladder[0];

    /// <param name="now">What may be spent by now, if it is spread evenly over the steps.</param>
    /// <param name="whole">What may be spent on this step and those to come together.</param>
    /// <param name="step">1 to <paramref name="steps"/>.</param>
    /// <returns>Null when even the smallest would cost too much.</returns>
    public PreviewSize? Choose(TimeSpan now, TimeSpan whole, int step, int steps)
    {
        // the first one is small, and tells what one costs
        if (!costs.Any)
            return Smallest;

        // with fewer steps than can be paid for there is no need to spread them
        var smallest = costs.Estimate(Smallest);
        var spare = whole - (smallest * (steps - step + 1));
        if (smallest > now && spare < TimeSpan.Zero)
            return null;

        var most = smallest + (spare * PartOf(step, steps));
        for (var i = ladder.Count - 1; i > 0; i--)
        {
            if (costs.Estimate(ladder[i]) <= most)
                return ladder[i];
        }

        return Smallest;
    }

    /// <summary>A burst of that size has cost so much, see <see cref="PreviewBudget"/>.</summary>
    public void Measured(PreviewSize size, TimeSpan cost) => costs.Measured(size, cost);

    /// <summary>This step's part of what it shares with those to come, each weighed by its number.</summary>
    private static double PartOf(int step, int steps) => 2.0 * step / ((steps - step + 1) * (steps + step));
}
