namespace StudioApp.Diffusion;

/// <summary>What went wrong, for callers that act on it.</summary>
public enum DiffusionFault
{
    /// <summary>NaN or infinity in latents or pixels.</summary>
    NotFinite,

    /// <summary>Every frame is black.</summary>
    Black,

    /// <summary>The device's or the machine's memory is used up.</summary>
    OutOfMemory,

    /// <summary>A graph is missing, corrupt, or does not have the inputs and outputs of its family.</summary>
    ModelInvalid,

    /// <summary>The model is good but does not make what was asked for: another size, more steps.</summary>
    RequestUnsupported,

    /// <summary>ONNX Runtime or this library lacks something the model needs: an execution provider, an operator, an opset, a scheduler's option.</summary>
    RuntimeUnsupported,
}

/// <summary>A model could not be loaded or gave no picture; the message names the place and says what to do.</summary>
public sealed class DiffusionException(DiffusionFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public DiffusionFault Fault { get; } = fault;

    /// <summary>Stable, such as <c>size-fixed</c>, for what people meet in daily use (<see cref="DiffusionErrors"/>); empty for the rest.</summary>
    public string Code { get; init; } = "";

    /// <summary>The values inside the message, in its order; only with a <see cref="Code"/>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The tensor or graph where it was found, such as <c>actor latents</c>; null when it has no one place.</summary>
    public string? Where { get; init; }

    /// <summary>The denoising step it was found after, 1-based; null outside the loop.</summary>
    public int? Step { get; init; }
}
