using System.Collections.Concurrent;
using StudioApp.Core.Previews;

namespace StudioApp.TestKit.Previews;

/// <summary>Keeps every burst, in the order in which they came.</summary>
public sealed class RecordingPreviewSink : IPreviewSink
{
    private readonly ConcurrentQueue<PreviewBurst> _bursts = [];

    public IReadOnlyList<PreviewBurst> Bursts => [.. _bursts];

    public void Publish(PreviewBurst burst) => _bursts.Enqueue(burst);
}
