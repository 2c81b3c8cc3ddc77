namespace StudioApp.Engine.Previews;

/// <summary>
/// Chooses how large the next prediction is to be: the largest that the budget bears. Noise looks no better for being large,
/// and what early small ones save pays for the last ones.
/// </summary>
internal sealed class PreviewSizes(int largestSide)
{
    private readonly int[] _sides = [largestSide / 2, largestSide * 3 / 4, largestSide];
    private readonly TimeSpan?[] _costs = new TimeSpan?[3];

    /// <summary>The longer side in pixels of the cheapest one.</summary>
    public int Smallest => _sides[0];

    /// <returns>The longer side in pixels; null when even the smallest would cost too much.</returns>
    public int? Choose(TimeSpan left)
    {
        // the first one is small, and tells what one costs
        if (Array.TrueForAll(_costs, cost => cost is null))
            return _sides[0];

        // a larger one only where the next step can still have its small one: what comes often moves, what comes large is sharp
        var smallest = Estimate(0);
        for (var i = _sides.Length - 1; i > 0; i--)
        {
            if (Estimate(i) + smallest <= left)
                return _sides[i];
        }

        return smallest <= left ? _sides[0] : null;
    }

    /// <summary>A prediction of that size has taken so long.</summary>
    public void Measured(int side, TimeSpan cost) => _costs[Array.IndexOf(_sides, side)] = cost;

    /// <summary>What was measured last, else what the next smaller one suggests by its pixels.</summary>
    private TimeSpan Estimate(int size)
    {
        if (_costs[size] is { } measured)
            return measured;
        var from = Array.FindLastIndex(_costs, size, cost => cost is not null);
        if (from < 0)
            from = Array.FindIndex(_costs, cost => cost is not null);
        var ratio = (double)_sides[size] / _sides[from];
        return _costs[from].GetValueOrDefault() * (ratio * ratio);
    }
}
