using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Tests.Support;

internal static class TestSessions
{
    /// <summary>On two CPU threads, unless the options say otherwise.</summary>
    public static SessionFactory Create(DiffusionOptions? options = null, RunClock? clock = null, TimeProvider? time = null)
    {
        var chosen = Options.Create(options ?? new DiffusionOptions { Device = DevicePreference.Cpu, Threads = 2 });
        var cache = new GraphCache(chosen, time ?? TimeProvider.System, NullLogger<GraphCache>.Instance);
        return new SessionFactory(chosen, clock ?? new RunClock(), cache, new NodePlacements(), NullLogger<SessionFactory>.Instance);
    }
}
