using StudioApp.Cli.Host;
using StudioApp.Core.Generations;
using StudioApp.Core.Outcomes;

namespace StudioApp.Cli.Generate;

/// <summary>
/// For people: one line that is written over on a terminal, a line now and then otherwise, all on the error stream.
/// The output stream gets the clip's path and nothing else.
/// </summary>
internal sealed class TextView(CliConsole console, TimeProvider time) : IGenerateView
{
    private const string ClearLine = "\r\u001b[K";

    private readonly Lock _lock = new();
    private readonly TimeSpan _pause = console.ErrorIsTerminal ? TimeSpan.FromSeconds(0.1) : TimeSpan.FromSeconds(2);
    private GenerationPhase? _phase;
    private long _shownAt;

    public void Report(GenerationProgress value)
    {
        lock (_lock)
        {
            if (value.Phase == _phase && time.GetElapsedTime(_shownAt) < _pause)
                return;

            _phase = value.Phase;
            _shownAt = time.GetTimestamp();
            if (console.ErrorIsTerminal)
                console.Error.Write(ClearLine + ProgressText.Of(value));
            else
                console.Error.WriteLine(ProgressText.Of(value));
        }
    }

    public void Note(string text) => Say(text);

    public void Done(MadeClip clip)
    {
        Say(ProgressText.Of(clip));
        console.Out.WriteLine(clip.Path);
    }

    public void Failed(StudioError error)
    {
        Say(error.Message);
        if (error.Details is { } details)
            Say(details);
    }

    private void Say(string text)
    {
        lock (_lock)
        {
            if (console.ErrorIsTerminal && _phase is not null)
                console.Error.Write(ClearLine);
            _phase = null;
            console.Error.WriteLine(text);
        }
    }
}
