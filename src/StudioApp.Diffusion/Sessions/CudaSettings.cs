using System.Globalization;

namespace StudioApp.Diffusion.Sessions;

/// <summary>What the CUDA provider is told, in its own words (ONNX Runtime's documentation, "CUDA Execution Provider").</summary>
internal static class CudaSettings
{
    private const double BytesOfGiB = 1 << 30;

    public static Dictionary<string, string> Of(DiffusionOptions options, int device)
    {
        var settings = new Dictionary<string, string>
        {
            ["device_id"] = device.ToString(CultureInfo.InvariantCulture),
            // the usual doubling takes up to twice what a decoder needs at its peak
            ["arena_extend_strategy"] = "kSameAsRequested",
            // the exhaustive search is repeated for every new shape, and takes longer than many a run
            ["cudnn_conv_algo_search"] = "HEURISTIC",
        };
        if (options.CudaMemory > 0)
            settings["gpu_mem_limit"] = ((long)(options.CudaMemory * BytesOfGiB)).ToString(CultureInfo.InvariantCulture);
        return settings;
    }
}
