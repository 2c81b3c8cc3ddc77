using System.Diagnostics;

namespace StudioApp.Benchmarks;

/// <summary>A Python that can import PyTorch.</summary>
internal sealed record PythonWithTorch(string Path)
{
    /// <summary>Names one, as <c>--python</c> does.</summary>
    private const string Variable = "STUDIOAPP_PYTHON";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The one that is named, else the first in PATH that has PyTorch: systems often have several.</summary>
    /// <returns>Null, and why, when there is none.</returns>
    public static async Task<(PythonWithTorch? Python, string Reason)> FindAsync(string? named)
    {
        named ??= Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? variable : null;
        string[] candidates = named is null ? [.. InPath()] : [named];
        foreach (var candidate in candidates)
        {
            if (await ImportsTorchAsync(candidate))
                return (new PythonWithTorch(candidate), "");
        }

        var looked = candidates.Length == 0 ? "there is no Python in PATH" : $"PyTorch cannot be imported by {string.Join(", ", candidates)}";
        return (null, $"{looked}. Name a Python that has it with --python or {Variable}.");
    }

    private static IEnumerable<string> InPath()
    {
        string[] names = OperatingSystem.IsWindows() ? ["python3.exe", "python.exe"] : ["python3", "python"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => names.Select(name => System.IO.Path.Combine(folder, name))).Where(File.Exists).Distinct();
    }

    private static async Task<bool> ImportsTorchAsync(string python)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(python, ["-c", "import torch"]) { RedirectStandardError = true, RedirectStandardOutput = true } };
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            process.Start();
            await Task.WhenAll(process.StandardError.ReadToEndAsync(patience.Token), process.StandardOutput.ReadToEndAsync(patience.Token), process.WaitForExitAsync(patience.Token));
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // it is no program
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return false;
        }
    }
}
