using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>
/// Says in our words what ONNX Runtime's one exception type means. It carries its error code and cause in its text only,
/// so this is the one place that reads that text, and only to choose the better advice.
/// </summary>
internal static partial class OrtFaults
{
    // of its arena (bfc_arena.cc), the card's allocator, C++, and NVIDIA's libraries: CUBLAS_STATUS_ALLOC_FAILED, CUFFT_ALLOC_FAILED,
    // CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED as cuDNN 9 has it
    private static readonly string[] OutOfMemory =
    [
        "Failed to allocate memory", "smaller than requested bytes", "Failed to find a free memory block", "Memory allocation failed", "out of memory",
        "cudaErrorMemoryAllocation", "bad_alloc", "bad allocation", "_ALLOC_FAILED", "_ALLOCATION_FAILED",
    ];

    private static readonly string[] Cuda = ["CUDA", "cuDNN", "CUDNN", "CUBLAS"];

    public static DiffusionException OnOpen(Exception e, string file) => Known(e, file)
        ?? DiffusionErrors.GraphUnreadable(file, FirstLine(e), e);

    public static DiffusionException OnRun(OnnxRuntimeException e, string file) => Known(e, file)
        ?? DiffusionErrors.GraphFailed(file, FirstLine(e), e);

    private static DiffusionException? Known(Exception e, string file)
    {
        if (Says(e, OutOfMemory))
            return new(DiffusionFault.OutOfMemory, $"There was not enough memory for {file}. Close other programs, or choose a smaller picture or model.", e) { Where = file };
        if (Opset().Match(e.Message) is { Success: true } opset)
            return DiffusionErrors.OpsetTooNew(file, opset.Groups[1].Value, opset.Groups[2].Value, e);
        if (Format().Match(e.Message) is { Success: true } format)
            return DiffusionErrors.FormatTooNew(file, format.Groups[1].Value, format.Groups[2].Value, e);
        if (Operator().Match(e.Message) is { Success: true } missing)
            return DiffusionErrors.OperatorMissing(file, First(missing), e);
        if (Library().Match(e.Message) is { Success: true } library)
            return DiffusionErrors.CudaLibraryMissing(First(library), e);
        // such as a provider's entry point that this build does not have
        return Says(e, Cuda) || e is EntryPointNotFoundException ? DiffusionErrors.CudaUnusable(FirstLine(e), e) : null;
    }

    private static string First(Match match) => Path.GetFileName(match.Groups.Values.Skip(1).First(group => group.Success).Value);

    private static bool Says(Exception e, string[] texts) =>
        texts.Any(text => e.Message.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static string FirstLine(Exception e) => e.Message.Split('\n', 2)[0].Trim();

    [GeneratedRegex(@"Opset (\d+) is under development.* till opset (\d+)", RegexOptions.Singleline)]
    private static partial Regex Opset();

    [GeneratedRegex(@"Unsupported model IR version: (\d+), max supported IR version: (\d+)")]
    private static partial Regex Format();

    [GeneratedRegex(@"No Op registered for (\S+)|Could not find an implementation for (\S+) node|Fatal error: (\S+) is not a registered function/op")]
    private static partial Regex Operator();

    // the provider's own library, or what that needs and is not there
    [GeneratedRegex(@"Failed to load library \S+ with error: (\S+): cannot open shared object file|Failed to load library (\S+)|which depends on ""(\S+?)"" which is missing")]
    private static partial Regex Library();
}
