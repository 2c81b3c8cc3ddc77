using StudioApp.Core.Clips;
using StudioApp.Core.Media;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Previews;

namespace StudioApp.Core.Generations;

/// <summary>An engine that makes clips: the local pipelines, or a remote service. It knows nothing of queues and rows.</summary>
public interface IVideoGenerator
{
    /// <summary>Whether this engine runs the model of that name.</summary>
    bool Runs(string model);

    /// <summary>
    /// Makes the clip's files in <paramref name="draft"/>. Expected failures are values; cancellation throws
    /// <see cref="OperationCanceledException"/> within one denoising step.
    /// </summary>
    Task<Outcome<ClipFacts>> GenerateAsync(
        Generation generation,
        MediaDraft draft,
        IProgress<GenerationProgress> progress,
        IPreviewSink previews,
        CancellationToken ct);
}
