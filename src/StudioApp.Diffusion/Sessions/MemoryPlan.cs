namespace StudioApp.Diffusion.Sessions;

/// <summary>Whether all of a model's graphs stay open together, or each only as long as its stage lasts.</summary>
internal static class MemoryPlan
{
    // weights, and what runs take beside them; the rest of the machine wants some too
    private const double Overhead = 1.5;
    private const double Usable = 0.8;
    private const double BytesOfGiB = 1 << 30;

    /// <param name="weights">Bytes of all the model's graphs.</param>
    /// <param name="available">Bytes of memory that this process may use.</param>
    public static bool FreesStages(DiffusionOptions options, ExecutionDevice device, long weights, long available) => options.Memory switch
    {
        MemoryUse.Keep => false,
        MemoryUse.Free => true,
        _ when device.IsCuda => options.CudaMemory > 0 && weights * Overhead > options.CudaMemory * BytesOfGiB,
        _ => weights * Overhead > available * Usable,
    };
}
