using System.Collections.Concurrent;
using System.Threading.Channels;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Previews;

namespace StudioApp.TestKit.Generations;

/// <summary>An engine whose every run waits for the test to say how it goes on: the test takes it from <see cref="Started"/> and answers.</summary>
public sealed class ScriptedVideoGenerator : IVideoGenerator
{
    private readonly Channel<ScriptedRun> _started = Channel.CreateUnbounded<ScriptedRun>();
    private readonly ConcurrentQueue<ScriptedRun> _runs = [];
    private int _running;
    private int _mostAtOnce;

    /// <summary>Every run, in the order of starting.</summary>
    public IReadOnlyList<ScriptedRun> Runs => [.. _runs];

    /// <summary>The greatest number of runs that were ever under way together.</summary>
    public int MostAtOnce => _mostAtOnce;

    /// <summary>The next run that starts.</summary>
    public async Task<ScriptedRun> Started() => await _started.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)).ConfigureAwait(false);

    bool IVideoGenerator.Runs(string model) => model == "lantern";

    public async Task<Outcome<ClipFacts>> GenerateAsync(
        Generation generation, MediaDraft draft, IProgress<GenerationProgress> progress, IPreviewSink previews, CancellationToken ct)
    {
        var run = new ScriptedRun(generation, draft, progress, previews, ct);
        _mostAtOnce = Math.Max(_mostAtOnce, Interlocked.Increment(ref _running));
        try
        {
            _runs.Enqueue(run);
            _started.Writer.TryWrite(run);
            return await run.Answer.WaitAsync(ct).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
