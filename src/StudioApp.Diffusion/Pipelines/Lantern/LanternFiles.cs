namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>Where a Lantern folder keeps its graphs.</summary>
internal static class LanternFiles
{
    public const string TextEncoder = "text_encoder/model.onnx";
    public const string ActorDenoiser = "actor_denoiser/model.onnx";
    public const string BackdropDenoiser = "backdrop_denoiser/model.onnx";
    public const string MotionDenoiser = "motion_denoiser/model.onnx";
    public const string ActorDecoder = "actor_decoder/model.onnx";
    public const string BackdropDecoder = "backdrop_decoder/model.onnx";

    public static IReadOnlyList<string> Graphs { get; } =
        [TextEncoder, ActorDenoiser, BackdropDenoiser, MotionDenoiser, ActorDecoder, BackdropDecoder];
}
