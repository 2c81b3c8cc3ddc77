using StudioApp.Core.Generations;
using StudioApp.Core.Media;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Diffusion;
using StudioApp.Media;

namespace StudioApp.Engine.Workers;

/// <summary>What an exception means to the person who waits for the clip.</summary>
internal static class Faults
{
    // what IOException carries: ENOSPC's and EDQUOT's numbers on Unix, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows
    private static readonly int[] NoSpace = OperatingSystem.IsWindows() ? [unchecked((int)0x80070070), unchecked((int)0x80070027)] : [28, 122, 69];

    /// <returns>Null for what is not expected: a bug, which belongs into the log.</returns>
    public static StudioError? Explain(Exception exception, string model, string folder) => exception switch
    {
        DiskFullException full => GenerationErrors.DiskFull(full.Folder),
        IOException io when IsDiskFull(io) => GenerationErrors.DiskFull(folder),
        MediaException media => Explain(media, folder),
        DiffusionException diffusion => Explain(diffusion, model),
        OutOfMemoryException => GenerationErrors.OutOfMemory(model),
        _ => null,
    };

    public static bool IsDiskFull(IOException exception) => NoSpace.Contains(exception.HResult);

    private static StudioError Explain(MediaException e, string folder) => e.Fault switch
    {
        MediaFault.FfmpegMissing => GenerationErrors.FfmpegMissing(),
        MediaFault.DiskFull => GenerationErrors.DiskFull(folder),
        MediaFault.Hangs => GenerationErrors.EncoderHangs(e.Message),
        _ => GenerationErrors.EncodingFailed(e.FfmpegLog.Length > 0 ? e.FfmpegLog : e.Message),
    };

    private static StudioError Explain(DiffusionException e, string model) => e.Fault switch
    {
        DiffusionFault.NotFinite => GenerationErrors.OutputNotFinite(e.Where ?? "the output", e.Step ?? 0),
        DiffusionFault.Black => GenerationErrors.OutputBlack(),
        DiffusionFault.OutOfMemory => GenerationErrors.OutOfMemory(model),
        DiffusionFault.RequestUnsupported => GenerationErrors.NotMadeByModel(model, EngineErrors.Of(e)),
        _ when e.Code.Length > 0 => GenerationErrors.ModelUnusable(model, EngineErrors.Of(e)) with { Details = e.InnerException?.Message },
        DiffusionFault.ModelInvalid when e.Where is { } file => GenerationErrors.ModelUnusable(model, ModelErrors.FileCorrupt(file)) with { Details = e.Message },
        _ => GenerationErrors.ModelUnusable(model, ModelErrors.Unsupported(e.Message)),
    };
}
