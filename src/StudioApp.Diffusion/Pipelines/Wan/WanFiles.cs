namespace StudioApp.Diffusion.Pipelines.Wan;

/// <summary>What Wan's folders have that others have not.</summary>
internal static class WanFiles
{
    public const string Transformer = "transformer/model.onnx";
    public const string SecondTransformer = "transformer_2/model.onnx";
}
