using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>
/// Keeps graphs on disk as ONNX Runtime has optimised them, since that takes it seconds to minutes for a large one. A kept graph is good for the same weights,
/// the same ONNX Runtime, the same device and the same sizes, and all of that is in its name. Losing the folder costs time, nothing else.
/// </summary>
internal sealed partial class GraphCache(IOptions<DiffusionOptions> options, TimeProvider time, ILogger<GraphCache> logger)
{
    private const string Data = ".data";
    private const string Aside = ".part";

    private static readonly TimeSpan Unused = TimeSpan.FromDays(30);

    // what is being written is new; what is this old was left by a process that died
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    // a graph is one protobuf message, which ends at 2 GiB; the weights of a larger one go beside it
    private const long LargestInOneFile = 1_500_000_000;

    private readonly ConcurrentDictionary<(string Path, long Bytes, DateTime At), string> _hashes = new();

    /// <summary>Opens a graph from the cache, or opens it and keeps it there.</summary>
    /// <param name="settings">For this device; the cache adds what is its own.</param>
    /// <exception cref="OnnxRuntimeException">The graph itself cannot be opened.</exception>
    public InferenceSession Open(GraphSetup setup, ExecutionDevice device, SessionOptions settings)
    {
        var file = new FileInfo(setup.Path);
        if (options.Value.GraphCacheFolder is not { Length: > 0 } folder || GraphFiles.Bytes(file) < options.Value.GraphCacheFrom)
            return new InferenceSession(setup.Path, settings);

        var kept = Path.Combine(Path.GetFullPath(folder), Key(file, setup, device) + ".onnx");
        return TryOpen(kept, settings) ?? OpenAndKeep(setup, file, kept, settings);
    }

    private InferenceSession? TryOpen(string kept, SessionOptions settings)
    {
        if (!File.Exists(kept))
            return null;

        var level = settings.GraphOptimizationLevel;
        try
        {
            settings.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
            var session = new InferenceSession(kept, settings);
            Touch(kept);
            if (File.Exists(kept + Data))
                Touch(kept + Data);
            return session;
        }
        catch (OnnxRuntimeException e)
        {
            Log.Broken(logger, kept, e);
            Delete(kept);
            Delete(kept + Data);
            settings.GraphOptimizationLevel = level;
            return null;
        }
    }

    private InferenceSession OpenAndKeep(GraphSetup setup, FileInfo file, string kept, SessionOptions settings)
    {
        var aside = $"{kept}.{Guid.NewGuid():N}{Aside}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            Sweep(Path.GetDirectoryName(kept)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, setup.File, e);
            return new InferenceSession(setup.Path, settings);
        }

        settings.OptimizedModelFilePath = aside;
        if (GraphFiles.Bytes(file) > LargestInOneFile)
        {
            settings.AddSessionConfigEntry("session.optimized_model_external_initializers_file_name", Path.GetFileName(kept) + Data);
            settings.AddSessionConfigEntry("session.optimized_model_external_initializers_min_size_in_bytes", "1024");
        }

        InferenceSession session;
        try
        {
            session = new InferenceSession(setup.Path, settings);
        }
        catch (OnnxRuntimeException e)
        {
            // it may be the keeping that failed, as on a full disk: then the graph itself still opens
            Delete(aside);
            settings.OptimizedModelFilePath = "";
            session = new InferenceSession(setup.Path, settings);
            Log.NotKept(logger, setup.File, e);
            return session;
        }

        try
        {
            File.Move(aside, kept, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // the session is there all the same
            Log.NotKept(logger, setup.File, e);
            Delete(aside);
        }

        return session;
    }

    private string Key(FileInfo file, GraphSetup setup, ExecutionDevice device)
    {
        var name = new StringBuilder()
            .Append(Hash(file)).Append('|')
            .Append(OrtEnv.Instance().GetVersionString()).Append('|')
            .Append(device.IsCuda ? "cuda" : FormattableString.Invariant($"cpu {RuntimeInformation.ProcessArchitecture} {Avx2.IsSupported} {Avx512F.IsSupported}"));
        foreach (var beside in GraphFiles.Beside(file))
            name.Append(CultureInfo.InvariantCulture, $"|{beside.Name} {beside.Length} {beside.LastWriteTimeUtc.Ticks}");
        foreach (var (dimension, size) in setup.Dimensions.OrderBy(d => d.Key, StringComparer.Ordinal))
            name.Append(CultureInfo.InvariantCulture, $"|{dimension}={size}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToString())))[..32];
    }

    private string Hash(FileInfo file) => _hashes.GetOrAdd((file.FullName, file.Length, file.LastWriteTimeUtc), static key =>
    {
        using var stream = File.OpenRead(key.Path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    });

    private void Sweep(string folder)
    {
        foreach (var old in new DirectoryInfo(folder).EnumerateFiles().Where(file => time.GetUtcNow() - file.LastWriteTimeUtc > (file.Extension == Aside ? Abandoned : Unused)))
            Delete(old.FullName);
    }

    private void Touch(string kept)
    {
        try
        {
            File.SetLastWriteTimeUtc(kept, time.GetUtcNow().UtcDateTime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, kept, e);
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // it is in nobody's way: the next sweep or the next start tries again
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The kept graph {File} could not be opened and is made anew")]
        public static partial void Broken(ILogger logger, string file, Exception exception);

        [LoggerMessage(LogLevel.Warning, "The optimised graph of {File} could not be kept, so it is optimised again at the next start")]
        public static partial void NotKept(ILogger logger, string file, Exception exception);
    }
}
