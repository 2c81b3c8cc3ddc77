namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>Where a diffusers folder keeps its parts.</summary>
internal static class LatentFiles
{
    public const string TextEncoder = "text_encoder/model.onnx";
    public const string Tokenizer = "tokenizer";
    public const string SecondTextEncoder = "text_encoder_2/model.onnx";
    public const string SecondTokenizer = "tokenizer_2";
    public const string ImageEncoder = "image_encoder/model.onnx";
    public const string Unet = "unet/model.onnx";
    public const string UnetConfig = "unet/config.json";
    public const string VaeEncoder = "vae_encoder/model.onnx";
    public const string VaeDecoder = "vae_decoder/model.onnx";
}
