using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>The one place that opens sessions, and so the one that decides what they run on.</summary>
internal sealed partial class SessionFactory(IOptions<DiffusionOptions> options, RunClock clock, GraphCache cache, NodePlacements placements, ILogger<SessionFactory> logger)
{
    private readonly Lock _lock = new();
    private ExecutionDevice? _device;
    private volatile bool _runsOnCuda;
    private bool _toldNoProbe;

    /// <summary>What every run is counted by.</summary>
    public RunClock Clock => clock;

    /// <summary>Asks ONNX Runtime once.</summary>
    /// <exception cref="DiffusionException">The device that was asked for is not there.</exception>
    public ExecutionDevice Device
    {
        get
        {
            lock (_lock)
                return _device ??= Choose();
        }
    }

    /// <param name="folder">The model folder's path.</param>
    /// <param name="file">The graph's path inside it.</param>
    /// <param name="threads">How many CPU threads one run may use.</param>
    /// <exception cref="DiffusionException">The graph is missing or corrupt, or this device cannot run it.</exception>
    public GraphSession Open(string folder, string file, int threads) => Open(new GraphSetup(folder, file, threads));

    /// <inheritdoc cref="Open(string, string, int)"/>
    /// <param name="makeRoom"><see cref="GraphSession.MakeRoom"/></param>
    public GraphSession Open(GraphSetup setup, Func<bool>? makeRoom = null) => new(setup, OpenSession, clock, () => Device.IsCuda) { MakeRoom = makeRoom };

    /// <summary>Whether a model of so many bytes of weights gives each graph's memory back when its stage is done.</summary>
    public bool FreesStages(long weights) =>
        MemoryPlan.FreesStages(options.Value, Device, weights, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>Whether a model that was thought to fit gives each graph's memory back after all, now that a run found too little.</summary>
    /// <param name="folder">The model folder's path.</param>
    public bool FreesAfterAll(string folder)
    {
        if (options.Value.Memory != MemoryUse.Auto)
            return false;
        Log.FreesAfterAll(logger, Path.GetFileName(folder));
        return true;
    }

    /// <inheritdoc cref="GraphCache.PlaceFor"/>
    public string? PlaceFor(string graph, string kind, string about) => cache.PlaceFor(new FileInfo(graph), kind, about);

    /// <summary>A graph that only draws previews failed, so they are drawn without it.</summary>
    public void TellPreviewFault(string file, DiffusionException fault) => Log.PreviewFault(logger, file, fault);

    /// <summary>What of a folder's graphs fell back to the CPU; null before they have run, and where they are meant to run there.</summary>
    public NodePlacement? PlacementOf(string folder) => placements.Of(folder);

    // looking at a denoiser must not fill the card's memory; but there are graphs with operators that only the card has
    private OpenGraph OpenSession(GraphSetup setup)
    {
        if (GlanceOn(setup, Device) is not { } aside)
            return OpenOnDevice(setup);
        try
        {
            return OpenSession(aside, setup);
        }
        catch (DiffusionException e) when (e.Fault is DiffusionFault.RuntimeUnsupported or DiffusionFault.OutOfMemory)
        {
            return OpenOnDevice(setup);
        }
    }

    /// <summary>Where a graph is looked at that would be run on a card; null where it is opened for good, or there is no card.</summary>
    internal static ExecutionDevice? GlanceOn(GraphSetup setup, ExecutionDevice device) => setup.IsGlance && device.IsCuda ? device.OnCpu() : null;

    private OpenGraph OpenOnDevice(GraphSetup setup)
    {
        var device = Device;
        try
        {
            var session = OpenSession(device, setup);
            _runsOnCuda |= device.IsCuda;
            return session;
        }
        catch (DiffusionException e) when (device.IsCuda && !_runsOnCuda && options.Value.Device == DevicePreference.Auto && e.Code is DiffusionErrors.CudaLibraryMissingCode or DiffusionErrors.CudaUnusableCode)
        {
            // the card was never good for anything; one graph that it cannot run, or no memory left, is that graph's own trouble
            lock (_lock)
                _device = device.OnCpu();
            Log.FellBack(logger, device.Description, e.Message);
            return OpenSession(_device, setup);
        }
    }

    private OpenGraph OpenSession(ExecutionDevice device, GraphSetup setup)
    {
        if (!File.Exists(setup.Path))
            throw new DiffusionException(DiffusionFault.ModelInvalid, $"{setup.File} is missing from '{Path.GetFileName(setup.Folder)}'. Copy the whole model folder again.") { Where = setup.File };

        var probe = Probe(device, setup);
        try
        {
            using var settings = SessionSettings.Of(options.Value, device, setup);
            probe?.Prepare(settings);
            return new OpenGraph(setup.IsGlance ? new InferenceSession(setup.Path, settings) : cache.Open(setup, device, settings), probe);
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException)
        {
            probe?.Dispose();
            throw OrtFaults.OnOpen(e, setup.File);
        }
    }

    // once a graph is enough: sizes change how long nodes take, not where they run
    private PlacementProbe? Probe(ExecutionDevice device, GraphSetup setup) =>
        device.IsCuda && !setup.IsGlance && !placements.Knows(setup) ? Probe(placement => Note(setup, placement)) : null;

    /// <returns>Null where there is no place for its file: a run is worth more than a count.</returns>
    internal PlacementProbe? Probe(Action<NodePlacement> tell, Func<DirectoryInfo>? makeFolder = null)
    {
        try
        {
            return new PlacementProbe(ExecutionDevice.CudaProvider, tell, makeFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!Interlocked.Exchange(ref _toldNoProbe, true))
                Log.NotProbed(logger, e);
            return null;
        }
    }

    private void Note(GraphSetup setup, NodePlacement placement)
    {
        placements.Note(setup, placement);
        if (placement.FellBack > 0)
            Log.NodesFellBack(logger, setup.File, placement.FellBack, placement.Nodes, string.Join(", ", placement.Operators));
    }

    private ExecutionDevice Choose()
    {
        try
        {
            var device = ExecutionDevice.Choose(options.Value, OrtEnv.Instance().GetAvailableProviders(), Environment.ProcessorCount);
            Log.Chosen(logger, device.Description);
            return device;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            throw DiffusionErrors.RuntimeNotLoaded(e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{File}: {FellBack} of {Nodes} nodes run on the CPU, for the card has no kernel for them ({Operators})")]
        public static partial void NodesFellBack(ILogger logger, string file, int fellBack, int nodes, string operators);

        [LoggerMessage(LogLevel.Warning, "Memory was too short for all graphs of {Model} together, so each is let go when its stage is done: its generations take longer from now on")]
        public static partial void FreesAfterAll(ILogger logger, string model);

        [LoggerMessage(LogLevel.Warning, "No file can be made in the system's folder for temporary ones, so nodes that fall back to the CPU are not counted")]
        public static partial void NotProbed(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Warning, "{File} cannot draw previews, so they are drawn without it")]
        public static partial void PreviewFault(ILogger logger, string file, Exception exception);

        [LoggerMessage(LogLevel.Information, "Local models run on {Device}")]
        public static partial void Chosen(ILogger logger, string device);

        [LoggerMessage(LogLevel.Warning, "{Device} cannot be used, so local models run on the CPU: {Reason}")]
        public static partial void FellBack(ILogger logger, string device, string reason);
    }
}
