using System.Diagnostics;
using StudioApp.Cli.Tests.Support;
using StudioApp.TestKit.Files;

namespace StudioApp.Cli.Tests;

/// <summary>The <c>studio</c> script itself, with a stand-in for the SDK: what it builds where, not what comes out.</summary>
public sealed class ScriptTests : IDisposable
{
    private const string Sdk = """
        #!/usr/bin/env bash
        case $1 in
          --list-sdks) echo "10.0.100 [/sdk]" ;;
          publish) while [ "$1" != -o ]; do shift; done; mkdir -p "$2" ;;
          */StudioApp.Web.dll) echo "started from ${PWD##*/}"; read -r _ ;;
        esac
        """;

    private readonly TempFolder _folder = new();
    private readonly List<Process> _started = [];

    public ScriptTests()
    {
        Write("bin/dotnet", Sdk);
        Write("src/StudioApp.Web/Program.cs", "// first");
        Write("wwwroot-assets/site.css", "");
        Write("studio", File.ReadAllText(Path.Combine(RepositoryRoot.Path, "studio")));
        foreach (var file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json" })
            Write(file, "");
    }

    public void Dispose()
    {
        _started.ForEach(Stop);
        _folder.Dispose();
    }

    [LinuxFact]
    public async Task Run_AfterAChange_LeavesTheStudioThatRunsAlone()
    {
        var (first, where) = await RunAsync();
        Assert.Equal("started from web", where);

        var (same, sameWhere) = await RunAsync();
        Assert.Equal("started from web", sameWhere); // nothing has changed: nothing is built
        Stop(same);

        Write("src/StudioApp.Web/Program.cs", "// second");
        var (second, besideWhere) = await RunAsync();
        Assert.Equal("started from web-2", besideWhere);

        Stop(first);
        Stop(second);
        Write("src/StudioApp.Web/Program.cs", "// third");
        Assert.Equal("started from web", (await RunAsync()).Where);
    }

    private async Task<(Process Studio, string? Where)> RunAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(_folder.Path, "studio"), ["run"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["PATH"] = $"{_folder.Path}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        var process = Process.Start(start)!; // UseShellExecute is off, so there is one
        _started.Add(process);
        return (process, await process.StandardOutput.ReadLineAsync());
    }

    // the stand-in ends with its input
    private static void Stop(Process process)
    {
        process.StandardInput.Close();
        process.WaitForExit();
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!); // below the temporary folder
        File.WriteAllText(file, text);
        if (OperatingSystem.IsLinux())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
