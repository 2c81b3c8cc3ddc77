using System.Collections.Concurrent;

namespace StudioApp.Engine.Previews;

/// <summary>What bursts of each size cost, as one kind of generation has seen it; kept from one to the next.</summary>
internal sealed class PreviewCosts
{
    private const double MostGrowth = 1.25;

    private readonly ConcurrentDictionary<PreviewSize, TimeSpan> _measured = [];

    public bool Any => !_measured.IsEmpty;

    /// <summary>A burst of that size has cost so much.</summary>
    public void Measured(PreviewSize size, TimeSpan cost) =>
        // a dear one may have been the machine's moment, so it must come again to be believed; a cheap one shows what it can be
        _measured.AddOrUpdate(size, cost, (_, known) => cost < known * MostGrowth ? cost : known * MostGrowth);

    /// <summary>What was measured, else what the nearest size that was suggests by its pixels. Only where there is <see cref="Any"/>.</summary>
    public TimeSpan Estimate(PreviewSize size)
    {
        if (_measured.TryGetValue(size, out var measured))
            return measured;
        var (nearest, cost) = _measured.MinBy(m => Math.Abs(Math.Log((double)m.Key.Pixels / size.Pixels)));
        return cost * ((double)size.Pixels / nearest.Pixels);
    }
}
