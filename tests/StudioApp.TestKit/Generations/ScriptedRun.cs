using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Previews;
using StudioApp.TestKit.Clips;

namespace StudioApp.TestKit.Generations;

/// <summary>One run of the <see cref="ScriptedVideoGenerator"/>: what it was given, and how the test lets it end.</summary>
public sealed class ScriptedRun(
    Generation generation, MediaDraft draft, IProgress<GenerationProgress> progress, IPreviewSink previews, CancellationToken token)
{
    private readonly TaskCompletionSource<Outcome<ClipFacts>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Generation Generation => generation;

    public string Prompt => generation.Settings.Prompt;

    public MediaDraft Draft => draft;

    public IProgress<GenerationProgress> Progress => progress;

    public IPreviewSink Previews => previews;

    public CancellationToken Token => token;

    internal Task<Outcome<ClipFacts>> Answer => _answer.Task;

    /// <summary>Writes the three files and reports success.</summary>
    public void Succeed()
    {
        File.WriteAllText(draft.VideoPath, "video");
        File.WriteAllText(draft.PosterPath, "poster");
        File.WriteAllText(draft.SpritePath, "sprite");
        _answer.TrySetResult(ClipBuilder.Facts);
    }

    public void Fail(StudioError error) => _answer.TrySetResult(error);

    public void Throw(Exception exception) => _answer.TrySetException(exception);
}
