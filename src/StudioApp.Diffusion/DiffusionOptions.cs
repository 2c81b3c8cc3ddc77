using System.ComponentModel.DataAnnotations;

namespace StudioApp.Diffusion;

public enum DevicePreference
{
    /// <summary>CUDA where this build and this machine have it, else the CPU.</summary>
    Auto,
    Cpu,

    /// <summary>CUDA, or an error that says what is missing.</summary>
    Cuda,
}

/// <summary>What is done with a graph's memory when its stage of a generation is done.</summary>
public enum MemoryUse
{
    /// <summary>Kept where all of the model's graphs fit into memory together, until a run finds too little; else given back.</summary>
    Auto,
    Keep,

    /// <summary>Given back, and opened again for the next generation: slower, and as small as the largest graph alone.</summary>
    Free,
}

/// <summary>Where local models run.</summary>
public sealed class DiffusionOptions
{
    public DevicePreference Device { get; set; } = DevicePreference.Auto;

    /// <summary>Which CUDA device, counted from 0.</summary>
    [Range(0, 63, ErrorMessage = "CudaDevice must be 0 to 63.")]
    public int CudaDevice { get; set; }

    /// <summary>CPU threads; 0 takes all that this process may use.</summary>
    [Range(0, 256, ErrorMessage = "Threads must be 0 (all) to 256.")]
    public int Threads { get; set; }

    /// <summary>GiB of the card's memory that models may take; 0 sets no limit.</summary>
    [Range(0, 1024, ErrorMessage = "CudaMemory must be 0 (no limit) to 1024 GiB.")]
    public double CudaMemory { get; set; }

    /// <summary>Whether a model's graphs stay in memory together, which is quickest.</summary>
    public MemoryUse Memory { get; set; } = MemoryUse.Auto;

    /// <summary>Where optimised graphs are kept so that a large model opens quickly the next time; empty keeps none.</summary>
    public string GraphCacheFolder { get; set; } = "";

    /// <summary>Bytes of weights from which a graph is worth keeping: small ones are optimised in no time.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "GraphCacheFrom must be 0 or more bytes.")]
    public long GraphCacheFrom { get; set; } = 64 << 20;

    /// <summary>GiB that kept graphs may take together; those that were used longest ago go first.</summary>
    [Range(0, 100_000, ErrorMessage = "GraphCacheMost must be 0 to 100,000 GiB.")]
    public double GraphCacheMost { get; set; } = 50;
}
