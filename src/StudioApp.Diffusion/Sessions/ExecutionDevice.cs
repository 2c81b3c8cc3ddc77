namespace StudioApp.Diffusion.Sessions;

/// <summary>What sessions run on.</summary>
/// <param name="CudaIndex">Which CUDA device; null is the CPU.</param>
/// <param name="Threads">CPU threads in all, at least 1.</param>
internal sealed record ExecutionDevice(int? CudaIndex, int Threads)
{
    public const string CudaProvider = "CUDAExecutionProvider";

    public bool IsCuda => CudaIndex is not null;

    /// <summary>As the Models page names it.</summary>
    public string Description => IsCuda ? $"CUDA {CudaIndex}" : Threads == 1 ? "CPU (1 thread)" : $"CPU ({Threads} threads)";

    /// <param name="providers">What this build of ONNX Runtime has.</param>
    /// <param name="processors">How many this process may use.</param>
    /// <exception cref="DiffusionException">CUDA was asked for, and this build does not have it.</exception>
    public static ExecutionDevice Choose(DiffusionOptions options, IReadOnlyCollection<string> providers, int processors)
    {
        var threads = options.Threads > 0 ? options.Threads : Math.Max(1, processors);
        var hasCuda = providers.Contains(CudaProvider);
        if (options.Device == DevicePreference.Cuda && !hasCuda)
            throw DiffusionErrors.CudaNotBuilt();

        return new ExecutionDevice(options.Device != DevicePreference.Cpu && hasCuda ? options.CudaDevice : null, threads);
    }

    public ExecutionDevice OnCpu() => this with { CudaIndex = null };
}
