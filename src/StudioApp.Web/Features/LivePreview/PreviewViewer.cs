using System.Threading.Channels;
using StudioApp.Core.Previews;

namespace StudioApp.Web.Features.LivePreview;

/// <summary>
/// One viewer's place of exactly one burst: a newer burst replaces one that has not been taken yet, so however slow
/// the viewer is, what it gets next is the newest, and nobody waits for it.
/// </summary>
internal sealed class PreviewViewer(Action<PreviewViewer> leave) : IDisposable
{
    private readonly Channel<PreviewBurst> _place = Channel.CreateBounded<PreviewBurst>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>The newest burst each time it is asked; ends with the generation.</summary>
    public IAsyncEnumerable<PreviewBurst> ReadAllAsync(CancellationToken ct) => _place.Reader.ReadAllAsync(ct);

    public void Offer(PreviewBurst burst) => _place.Writer.TryWrite(burst);

    public void Complete() => _place.Writer.TryComplete();

    public void Dispose()
    {
        leave(this);
        Complete();
    }
}
