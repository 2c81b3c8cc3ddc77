using System.Runtime.CompilerServices;
using Bunit;

namespace StudioApp.Web.Tests;

/// <summary>
/// bUnit's waits hold a thread each, and on two busy cores the pool adds threads more slowly than tests ask for them: then a wait ends before it has looked once.
/// </summary>
internal static class Patience
{
    private const int Threads = 64;

    [ModuleInitializer]
    internal static void Have()
    {
        ThreadPool.GetMinThreads(out _, out var completionPorts);
        ThreadPool.SetMinThreads(Threads, completionPorts);
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
    }
}
