using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using StudioApp.TestKit.Files;

namespace StudioApp.Benchmarks;

/// <summary>Lantern in PyTorch: a process that makes a clip whenever it is told to. See pytorch/bench.py.</summary>
internal sealed class TorchLantern : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    private readonly Process _process;

    private TorchLantern(Process process) => _process = process;

    /// <summary>What it has found out before the first clip.</summary>
    public required TorchFacts Facts { get; init; }

    /// <exception cref="InvalidOperationException">It does not agree with the golden files, or cannot run.</exception>
    public static async Task<TorchLantern> StartAsync(PythonWithTorch python, string model, int threads, int size, int frames)
    {
        var script = Path.Combine(RepositoryRoot.Path, "tests", "StudioApp.Benchmarks", "pytorch", "bench.py");
        // -B: leaves no compiled files beside the sources. What it has to complain of goes to our own standard error.
        var start = new ProcessStartInfo(python.Path, ["-B", script, model, $"{threads}", $"{size}", $"{frames}"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // the threads share the work above the matrix products; OpenBLAS's own would fight with them
        start.Environment.TryAdd("OPENBLAS_NUM_THREADS", "1");
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{python.Path} did not start.");
        try
        {
            return new TorchLantern(process) { Facts = await ReadAsync<TorchFacts>(process) };
        }
        catch
        {
            await EndAsync(process);
            throw;
        }
    }

    public async Task<TorchClip> MakeClipAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
        return await ReadAsync<TorchClip>(_process);
    }

    public async ValueTask DisposeAsync() => await EndAsync(_process);

    private static async Task<T> ReadAsync<T>(Process process) =>
        await process.StandardOutput.ReadLineAsync() is { } line
            ? JsonSerializer.Deserialize<T>(line, Json)!
            : throw new InvalidOperationException("PyTorch's side has ended; the reason stands above.");

    // it ends when nobody will ask for another clip
    private static async Task EndAsync(Process process)
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

/// <param name="Blas">What multiplies its matrices; empty when it could not be told.</param>
/// <param name="Differences">From the golden files, at most.</param>
/// <param name="Denoise">The fastest way to denoise on this machine.</param>
/// <param name="Stage">The fastest way to render.</param>
internal sealed record TorchFacts([property: JsonPropertyName("torch")] string Version, string Blas, IReadOnlyDictionary<string, double> Differences, string Denoise, string Stage);

/// <summary>Seconds of a clip's stages.</summary>
internal sealed record TorchClip(double Denoise, double Decode, double Stage);
