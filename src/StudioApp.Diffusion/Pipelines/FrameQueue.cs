using System.Threading.Channels;
using StudioApp.Diffusion.Imaging;

namespace StudioApp.Diffusion.Pipelines;

/// <summary>
/// Frames between the lanes that render them and the one who takes them. Batches go to the lanes in turn, and are taken in
/// turn, so order costs no lock; each lane may be one batch ahead, and then waits.
/// </summary>
internal sealed class FrameQueue : IDisposable
{
    private readonly Channel<RgbFrame>[] _lanes;
    private readonly int _batch;

    public FrameQueue(int lanes, int batch)
    {
        _batch = batch;
        _lanes = [.. Enumerable.Range(0, lanes).Select(_ => Channel.CreateBounded<RgbFrame>(new BoundedChannelOptions(batch) { SingleReader = true, SingleWriter = true }))];
    }

    /// <summary>Hands a frame over, waiting while the lane is a batch ahead.</summary>
    public async ValueTask WriteAsync(int lane, RgbFrame frame, CancellationToken ct)
    {
        try
        {
            await _lanes[lane].Writer.WriteAsync(frame, ct);
        }
        catch
        {
            frame.Dispose();
            throw;
        }
    }

    /// <summary>The frame of that index, or null when production ended before it.</summary>
    public async ValueTask<RgbFrame?> ReadAsync(int index, CancellationToken ct)
    {
        var reader = _lanes[index / _batch % _lanes.Length].Reader;
        return await reader.WaitToReadAsync(ct).ConfigureAwait(false) && reader.TryRead(out var frame) ? frame : null;
    }

    /// <summary>No more frames will come.</summary>
    public void Complete()
    {
        foreach (var lane in _lanes)
            lane.Writer.TryComplete();
    }

    /// <summary>Gives back what nobody took. Only after production has ended.</summary>
    public void Dispose()
    {
        foreach (var lane in _lanes)
        {
            while (lane.Reader.TryRead(out var frame))
                frame.Dispose();
        }
    }
}
