using System.Diagnostics;

namespace StudioApp.Diffusion.Sessions;

/// <summary>Counts the time in which models compute: inside ONNX Runtime, and on Lantern's stage, which is its last network in all but name. Over all sessions and threads. Two readings give what lies between them.</summary>
public sealed class RunClock
{
    private readonly Lock _lock = new();
    private int _running;
    private long _busySince;
    private long _wall;
    private long _summed;
    private long _runs;

    public RunTime Read()
    {
        lock (_lock)
        {
            var open = _running > 0 ? Stopwatch.GetTimestamp() - _busySince : 0;
            return new RunTime(Stopwatch.GetElapsedTime(0, _wall + open), Stopwatch.GetElapsedTime(0, _summed), _runs);
        }
    }

    internal long Enter()
    {
        lock (_lock)
        {
            var now = Stopwatch.GetTimestamp();
            if (_running++ == 0)
                _busySince = now;
            return now;
        }
    }

    /// <param name="entered">What <see cref="Enter"/> returned.</param>
    internal void Leave(long entered)
    {
        lock (_lock)
        {
            var now = Stopwatch.GetTimestamp();
            if (--_running == 0)
                _wall += now - _busySince;
            _summed += now - entered;
            _runs++;
        }
    }
}

/// <summary>Time in which models computed since the process started.</summary>
/// <param name="Wall">During which at least one run was going on.</param>
/// <param name="Summed">Of all finished runs added up: above <paramref name="Wall"/> where runs overlapped.</param>
/// <param name="Runs">How many have finished.</param>
public readonly record struct RunTime(TimeSpan Wall, TimeSpan Summed, long Runs)
{
    public static RunTime operator -(RunTime later, RunTime earlier) =>
        new(later.Wall - earlier.Wall, later.Summed - earlier.Summed, later.Runs - earlier.Runs);
}
