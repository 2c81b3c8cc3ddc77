namespace StudioApp.Core.Previews;

/// <summary>Where a worker's previews go. It never blocks and never fails: a slow or absent viewer is not the worker's concern.</summary>
public interface IPreviewSink
{
    void Publish(PreviewBurst burst);
}
