using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>
/// Says in our words what ONNX Runtime's one exception type means. It carries its error code and cause in its text only,
/// so this is the one place that reads that text, and only to choose the better advice.
/// </summary>
internal static class OrtFaults
{
    private static readonly string[] OutOfMemory =
        ["Failed to allocate memory", "out of memory", "bad_alloc", "bad allocation", "CUBLAS_STATUS_ALLOC_FAILED"];

    private static readonly string[] Unsupported =
        ["NotImplemented", "is not a registered function/op", "No Op registered", "opset", "IR version", "ir_version", "providers_cuda", "CUDA"];

    public static DiffusionException OnOpen(Exception e, string file) => Kind(e) switch
    {
        DiffusionFault.OutOfMemory => NoMemory(e, file),
        DiffusionFault.RuntimeUnsupported => new(DiffusionFault.RuntimeUnsupported, $"{file} needs something that this build of ONNX Runtime lacks: {FirstLine(e)}", e) { Where = file },
        _ => new(DiffusionFault.ModelInvalid, $"{file} is not a readable ONNX graph. Copy the model's original file again. ({FirstLine(e)})", e) { Where = file },
    };

    public static DiffusionException OnRun(OnnxRuntimeException e, string file) => Kind(e) switch
    {
        DiffusionFault.OutOfMemory => NoMemory(e, file),
        DiffusionFault.RuntimeUnsupported => new(DiffusionFault.RuntimeUnsupported, $"{file} could not run on this device: {FirstLine(e)}", e) { Where = file },
        _ => new(DiffusionFault.ModelInvalid, $"{file} failed while running, so its parts do not fit each other. Copy the model's original files again. ({FirstLine(e)})", e) { Where = file },
    };

    private static DiffusionFault Kind(Exception e) =>
        Says(e, OutOfMemory) ? DiffusionFault.OutOfMemory
        : Says(e, Unsupported) ? DiffusionFault.RuntimeUnsupported
        : DiffusionFault.ModelInvalid;

    private static bool Says(Exception e, string[] texts) =>
        texts.Any(text => e.Message.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static DiffusionException NoMemory(Exception e, string file) =>
        new(DiffusionFault.OutOfMemory, $"There was not enough memory for {file}. Close other programs, or choose a smaller picture or model.", e) { Where = file };

    private static string FirstLine(Exception e) => e.Message.Split('\n', 2)[0].Trim();
}
