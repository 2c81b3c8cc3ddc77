using System.Diagnostics;
using System.Globalization;
using StudioApp.TestKit.Files;

namespace StudioApp.Cli.Tests.Support;

/// <summary>The built program as a person starts it, on the model that ships with the studio.</summary>
internal sealed class CliProcess : IDisposable
{
    private readonly Process _process;

    private CliProcess(Process process)
    {
        _process = process;
        Error = process.StandardError.ReadToEndAsync();
    }

    public StreamReader Out => _process.StandardOutput;

    public Task<string> Error { get; }

    public static CliProcess Start(params string[] arguments) => Start([], arguments);

    /// <param name="settings">In the environment, over those that every test has.</param>
    public static CliProcess Start(Dictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LocalGeneration__ModelsFolder"] = RepositoryRoot.Models;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new CliProcess(Process.Start(start)!);
    }

    /// <summary>Asks it to end, as a service manager does. (SIGINT may be ignored where tests run in the background.)</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Ends it as a power cut does.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    /// <summary>In its own output folder: the copy beside the tests lacks what the tests' own framework already has.</summary>
    private static string Program()
    {
        var own = Path.GetRelativePath(Path.Combine(RepositoryRoot.Path, "tests", "StudioApp.Cli.Tests"), AppContext.BaseDirectory);
        return Path.Combine(RepositoryRoot.Path, "src", "StudioApp.Cli", own, "StudioApp.Cli.dll");
    }
}
