using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>What ONNX Runtime is told of a graph that is to be opened.</summary>
internal static class SessionSettings
{
    // Spinning threads answer a few microseconds sooner but take the cores that the encoder and the web server need.
    public static SessionOptions Of(DiffusionOptions options, ExecutionDevice device, GraphSetup setup)
    {
        var settings = new SessionOptions
        {
            GraphOptimizationLevel = setup.IsGlance ? GraphOptimizationLevel.ORT_DISABLE_ALL : GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = setup.Threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        // weights are laid out anew for runs, of which there are none
        if (setup.IsGlance)
            settings.AddSessionConfigEntry("session.disable_prepacking", "1");
        foreach (var (name, size) in setup.Dimensions)
            settings.AddFreeDimensionOverrideByName(name, size);
        if (device.CudaIndex is { } index)
        {
            using var cuda = new OrtCUDAProviderOptions();
            cuda.UpdateOptions(CudaSettings.Of(options, index));
            settings.AppendExecutionProvider_CUDA(cuda);
        }

        return settings;
    }
}
