using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Tests.Support;

internal static class TestSessions
{
    /// <summary>On two CPU threads, unless the options say otherwise.</summary>
    /// <param name="largestInOneFile"><see cref="GraphCache.LargestInOneFile"/></param>
    public static SessionFactory Create(
        DiffusionOptions? options = null, RunClock? clock = null, TimeProvider? time = null, long? largestInOneFile = null, ILogger<SessionFactory>? logger = null)
    {
        var chosen = Options.Create(options ?? new DiffusionOptions { Device = DevicePreference.Cpu, Threads = 2 });
        var (times, log) = (time ?? TimeProvider.System, NullLogger<GraphCache>.Instance);
        var cache = largestInOneFile is { } largest ? new GraphCache(chosen, times, log) { LargestInOneFile = largest } : new GraphCache(chosen, times, log);
        return new SessionFactory(chosen, clock ?? new RunClock(), cache, new NodePlacements(), logger ?? NullLogger<SessionFactory>.Instance);
    }
}
