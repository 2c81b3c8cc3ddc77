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
    private const double BytesOfGiB = 1 << 30;

    private readonly ConcurrentDictionary<(string Path, long Bytes, DateTime At), string> _hashes = new();

    /// <summary>Bytes: a graph is one protobuf message, which ends at 2 GiB; the weights of a larger one go beside it.</summary>
    internal long LargestInOneFile { get; init; } = 1_500_000_000;

    /// <summary>Opens a graph from the cache, or opens it and keeps it there.</summary>
    /// <param name="settings">For this device; the cache adds what is its own.</param>
    /// <exception cref="OnnxRuntimeException">The graph itself cannot be opened.</exception>
    public InferenceSession Open(GraphSetup setup, ExecutionDevice device, SessionOptions settings)
    {
        var file = new FileInfo(setup.Path);
        if (options.Value.GraphCacheFolder is not { Length: > 0 } folder || GraphFiles.Bytes(file) < options.Value.GraphCacheFrom)
            return new InferenceSession(setup.Path, settings);

        var shelf = new GraphShelf(new DirectoryInfo(Path.GetFullPath(folder)), (long)(options.Value.GraphCacheMost * BytesOfGiB), time);
        var kept = Path.Combine(Path.GetFullPath(folder), Key(file, setup, device) + ".onnx");
        return TryOpen(shelf, kept, settings) ?? OpenAndKeep(shelf, setup, file, kept, settings);
    }

    /// <summary>Where something small that was found out about a graph is kept, by a name that other weights do not have.</summary>
    /// <param name="kind">The folder inside the cache's: <c>colours</c>.</param>
    /// <param name="about">What else it holds for.</param>
    /// <returns>Null where nothing is kept.</returns>
    /// <exception cref="IOException">The graph cannot be read.</exception>
    public string? PlaceFor(FileInfo graph, string kind, string about)
    {
        if (options.Value.GraphCacheFolder is not { Length: > 0 } folder)
            return null;
        var name = AppendFiles(new StringBuilder(), graph).Append('|').Append(about);
        return Path.Combine(Path.GetFullPath(folder), kind, $"{ShortHash(name)}.json");
    }

    private InferenceSession? TryOpen(GraphShelf shelf, string kept, SessionOptions settings)
    {
        if (!File.Exists(kept))
            return null;

        var level = settings.GraphOptimizationLevel;
        try
        {
            settings.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
            var session = new InferenceSession(kept, settings);
            Try(() => shelf.Touch(kept), kept);
            return session;
        }
        catch (OnnxRuntimeException e)
        {
            Log.Broken(logger, kept, e);
            GraphShelf.RemoveGraph(kept);
            settings.GraphOptimizationLevel = level;
            return null;
        }
    }

    private InferenceSession OpenAndKeep(GraphShelf shelf, GraphSetup setup, FileInfo file, string kept, SessionOptions settings)
    {
        var aside = $"{kept}.{Guid.NewGuid():N}{GraphShelf.Aside}";
        if (!Try(() => Directory.CreateDirectory(Path.GetDirectoryName(kept)!), setup.File))
            return new InferenceSession(setup.Path, settings);

        settings.OptimizedModelFilePath = aside;
        if (GraphFiles.Bytes(file) > LargestInOneFile)
        {
            settings.AddSessionConfigEntry("session.optimized_model_external_initializers_file_name", Path.GetFileName(kept) + GraphShelf.Data);
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
            Forget();
            settings.OptimizedModelFilePath = "";
            session = new InferenceSession(setup.Path, settings);
            Log.NotKept(logger, setup.File, e);
            return session;
        }

        // the session is there all the same
        if (!Try(() => shelf.Keep(aside, kept), setup.File))
            Forget();
        return session;

        // its weights were written under their own name from the start: the graph names them
        void Forget()
        {
            GraphShelf.Remove(aside);
            GraphShelf.Remove(kept + GraphShelf.Data);
        }
    }

    private string Key(FileInfo file, GraphSetup setup, ExecutionDevice device)
    {
        var name = AppendFiles(new StringBuilder(), file).Append('|')
            .Append(OrtEnv.Instance().GetVersionString()).Append('|')
            .Append(device.IsCuda ? "cuda" : FormattableString.Invariant($"cpu {RuntimeInformation.ProcessArchitecture} {Avx2.IsSupported} {Avx512F.IsSupported}"));
        foreach (var (dimension, size) in setup.Dimensions.OrderBy(d => d.Key, StringComparer.Ordinal))
            name.Append(CultureInfo.InvariantCulture, $"|{dimension}={size}");
        return ShortHash(name);
    }

    private StringBuilder AppendFiles(StringBuilder name, FileInfo file)
    {
        name.Append(Hash(file));
        foreach (var beside in GraphFiles.Beside(file))
            name.Append(CultureInfo.InvariantCulture, $"|{beside.Name} {beside.Length} {beside.LastWriteTimeUtc.Ticks}");
        return name;
    }

    private static string ShortHash(StringBuilder name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToString())))[..32];

    private string Hash(FileInfo file) => _hashes.GetOrAdd((file.FullName, file.Length, file.LastWriteTimeUtc), static key =>
    {
        using var stream = File.OpenRead(key.Path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    });

    private bool Try(Action keep, string what)
    {
        try
        {
            keep();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, what, e);
            return false;
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
