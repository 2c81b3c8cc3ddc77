using System.Globalization;

namespace StudioApp.Diffusion;

/// <summary>
/// What people meet in daily use: requests that a model does not make, and graphs that this build does not run. Each has a code, so that it can be said in other
/// languages; one line each, so that translations can be checked against this list.
/// </summary>
public static class DiffusionErrors
{
    /// <summary>The code of <see cref="CudaLibraryMissing"/>.</summary>
    public const string CudaLibraryMissingCode = "cuda-library-missing";

    /// <summary>The code of <see cref="CudaUnusable"/>.</summary>
    public const string CudaUnusableCode = "cuda-unusable";

    public static DiffusionException SizeNotMultiple(int multiple, int width, int height) =>
        Request("size-not-multiple", $"This model makes pictures whose sides are multiples of {multiple}, and {width} x {height} is none. Choose another size.", multiple, width, height);

    public static DiffusionException SizeFixed(int width, int height) =>
        Request("size-fixed", $"This model was exported for {width} x {height} only. Choose that size.", width, height);

    public static DiffusionException StepsTooMany(int most, int steps) =>
        Request("steps-too-many", $"This model takes at most {most} steps, not {steps}. Choose fewer.", most, steps);

    public static DiffusionException ClipTooLong(int most, int frames) =>
        Request("clip-too-long", $"This model makes clips of at most {most} frames, not {frames}. Choose a shorter clip.", most, frames);

    public static DiffusionException PictureNeeded() =>
        Request("picture-needed", "This model sets a picture in motion. Give it one to start from.");

    public static DiffusionException PictureRefused() =>
        Request("picture-refused", "This model starts from words alone. Take the picture away, or choose a model that starts from one.");

    public static DiffusionException PictureEncoderMissing(string file) =>
        Request("picture-encoder-missing", $"This model's folder has no {file}, so it cannot start from a picture. Copy that file too, or take the picture away.", file);

    public static DiffusionException StrengthLeavesNothing(int steps, double strength) =>
        Request("strength-leaves-nothing", string.Create(CultureInfo.InvariantCulture, $"{steps} steps at a strength of {strength} leave nothing to do, or more than this model takes. Choose another strength or number of steps."), steps, strength);

    public static DiffusionException OpsetTooNew(string file, string version, string known, Exception? inner = null) =>
        Runtime("opset-too-new", file, inner, $"{file} was exported with ONNX operator set {version}, and this build of ONNX Runtime knows those up to {known}. Export it again with an older one, or update the studio.", file, version, known);

    public static DiffusionException FormatTooNew(string file, string version, string known, Exception? inner = null) =>
        Runtime("format-too-new", file, inner, $"{file} is written in version {version} of the ONNX format (its IR version), and this build of ONNX Runtime reads those up to {known}. Export it again with an older onnx package, or update the studio.", file, version, known);

    public static DiffusionException OperatorMissing(string file, string name, Exception? inner = null) =>
        Runtime("operator-missing", file, inner, $"{file} uses the operator {name} in a way that this build of ONNX Runtime cannot run. Export it again with another operator set or precision, or update the studio.", file, name);

    public static DiffusionException CudaLibraryMissing(string library, Exception? inner = null) =>
        Runtime(CudaLibraryMissingCode, null, inner, $"CUDA cannot be used, for {library} is not there. Install the CUDA and cuDNN versions that this ONNX Runtime was built for, or set Diffusion:Device to Cpu.", library);

    public static DiffusionException CudaUnusable(string reason, Exception? inner = null) =>
        Runtime(CudaUnusableCode, null, inner, $"The graphics card cannot be used: {reason} Check its driver (nvidia-smi), or set Diffusion:Device to Cpu.", reason);

    public static DiffusionException CudaNotBuilt() =>
        Runtime("cuda-not-built", null, null, "CUDA was asked for, but this build of ONNX Runtime runs on the CPU only. Build with -p:OnnxRuntime=Gpu, or set Diffusion:Device to Auto.");

    public static DiffusionException RuntimeNotLoaded(Exception? inner = null) =>
        Runtime("runtime-not-loaded", null, inner, "ONNX Runtime's native library could not be loaded. Build again on this machine; on Linux it needs glibc 2.27 or newer.");

    private static DiffusionException Request(string code, string message, params object[] arguments) =>
        new(DiffusionFault.RequestUnsupported, message) { Code = code, Arguments = Words(arguments) };

    private static DiffusionException Runtime(string code, string? file, Exception? inner, string message, params object[] arguments) =>
        new(DiffusionFault.RuntimeUnsupported, message, inner) { Code = code, Where = file, Arguments = Words(arguments) };

    private static IReadOnlyList<string> Words(object[] arguments) => [.. arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "")];
}
