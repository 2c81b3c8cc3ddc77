using System.Globalization;

namespace StudioApp.Diffusion;

/// <summary>
/// What people meet in daily use: requests that a model does not make, folders that are no model, and graphs that this build does not run. Each has a code, so that it can be said in other
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

    /// <param name="known">The class names that are run, in a list.</param>
    public static DiffusionException FamilyUnknown(string file, string name, string known) =>
        Runtime("family-unknown", file, null, $"It is a '{name}' ({file}), which this version of the studio does not run. It runs: {known}.", name, file, known);

    public static DiffusionException SchedulerUnknown(string file, string name) =>
        Runtime("scheduler-unknown", file, null, $"{file}: the scheduler '{name}' is not supported. Choose a model that this version of the studio runs.", file, name);

    public static DiffusionException SchedulerOption(string file, string option, string scheduler, string value) =>
        Runtime("scheduler-option", file, null, $"{file}: the option '{option}' of {scheduler} is {value}, which is not supported. Choose a model that this version of the studio runs.", file, option, scheduler, value);

    public static DiffusionException SettingUnsupported(string file, string key, string found, string only) =>
        Runtime("setting-unsupported", file, null, $"{file}: it sets {key} to '{found}', but the studio runs only '{only}'. Choose a model that this version of the studio runs.", file, key, found, only);

    /// <summary>Wan 2.2's 5B model wants a time for every token.</summary>
    public static DiffusionException Wan5B(string file) =>
        Runtime("wan-5b", file, null, $"{file}: it sets expand_timesteps, as Wan 2.2's 5B model does, which is not supported. Choose Wan 2.1, or one of 2.2's 14B models.", file);

    public static DiffusionException LanternScheduler(string file, string name) =>
        Runtime("lantern-scheduler", file, null, $"{file}: Lantern is sampled by FlowMatchEulerDiscreteScheduler with a fixed shift, not by this {name}. Copy the model's original file again.", file, name);

    public static DiffusionException LanternMotion(string file, int found, int known) =>
        Runtime("lantern-motion", file, null, $"{file}: its motion rows have {found} numbers, where this version runs {known}. Choose a model that this version of the studio runs.", file, found, known);

    /// <param name="line">Counted from 1.</param>
    public static DiffusionException JsonUnreadable(string file, long line, Exception? inner = null) =>
        Model("json-unreadable", file, inner, $"{file}: it is not readable JSON (line {line}). Copy the model's original file again, or correct it.", file, line);

    /// <param name="expected">A few words: <c>a text</c>.</param>
    public static DiffusionException ValueInvalid(string file, string key, string expected) =>
        Model("value-invalid", file, null, $"{file}: '{key}' must be {expected}. Copy the model's original file again, or correct it.", file, key, expected);

    public static DiffusionException NumberInvalid(string file, string key, double min, double max) =>
        Model("number-invalid", file, null, string.Create(CultureInfo.InvariantCulture, $"{file}: '{key}' must be a number from {min} to {max}. Copy the model's original file again, or correct it."), file, key, min, max);

    public static DiffusionException WholeNumberInvalid(string file, string key, int min, int max) =>
        Model("whole-number-invalid", file, null, $"{file}: '{key}' must be a whole number from {min} to {max}. Copy the model's original file again, or correct it.", file, key, min, max);

    /// <summary>What is too rare to have a sentence of its own.</summary>
    /// <param name="what">In English, without a full stop.</param>
    public static DiffusionException FileInvalid(string file, string what, Exception? inner = null) =>
        Model("file-invalid", file, inner, $"{file}: {what}. Copy the model's original file again, or correct it.", file, what);

    public static DiffusionException WeightsOutside(string file) =>
        Model("weights-outside", file, null, $"{file} names weights outside its folder. Export or download it again.", file);

    /// <param name="what">In English, without a full stop.</param>
    public static DiffusionException GraphDoesNotFit(string file, string what) =>
        Model("graph-does-not-fit", file, null, $"{file} does not belong to this kind of model: {what}. Copy the model's original files again.", file, what);

    /// <param name="what">In ONNX Runtime's words.</param>
    public static DiffusionException GraphUnreadable(string file, string what, Exception? inner = null) =>
        Model("graph-unreadable", file, inner, $"{file} is not a readable ONNX graph. Copy the model's original file again. ({what})", file, what);

    /// <param name="what">In ONNX Runtime's words.</param>
    public static DiffusionException GraphFailed(string file, string what, Exception? inner = null) =>
        Model("graph-failed", file, inner, $"{file} failed while running, so its parts do not fit each other. Copy the model's original files again. ({what})", file, what);

    private static DiffusionException Model(string code, string file, Exception? inner, string message, params object[] arguments) =>
        new(DiffusionFault.ModelInvalid, message, inner) { Code = code, Where = file, Arguments = Words(arguments) };

    private static DiffusionException Request(string code, string message, params object[] arguments) =>
        new(DiffusionFault.RequestUnsupported, message) { Code = code, Arguments = Words(arguments) };

    private static DiffusionException Runtime(string code, string? file, Exception? inner, string message, params object[] arguments) =>
        new(DiffusionFault.RuntimeUnsupported, message, inner) { Code = code, Where = file, Arguments = Words(arguments) };

    private static IReadOnlyList<string> Words(object[] arguments) => [.. arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "")];
}
