using StudioApp.Engine.Hub;

namespace StudioApp.Engine.Tests.Hub;

public class HubFileChoiceTests
{
    [Fact]
    public void Choose_AnExportBesideOtherWeights_TakesWhatTheFolderNeeds()
    {
        string[] needed =
        [
            "model_index.json", "README.md", "LICENSE.md", "scheduler/scheduler_config.json", "tokenizer/merges.txt", "tokenizer/spiece.model", "text_encoder/config.json",
            "text_encoder/model.onnx", "unet/model.onnx", "unet/model.onnx_data", "unet/weights.pb", "unet/onnx__MatMul_1234", "vae_decoder/model.onnx",
        ];
        string[] notNeeded =
        [
            ".gitattributes", "picture.png", "v1-5-pruned.safetensors", "model.onnx", "unet/diffusion_pytorch_model.bin", "unet/diffusion_pytorch_model.safetensors",
            "unet/model_fp16.onnx", "unet/model_fp16.onnx_data", "unet/openvino_model.bin", "unet/sample.png", "safety_checker/model.onnx", "safety_checker/config.json",
            "flax/flax_model.msgpack", "unet/older/model.onnx", "vae_decoder/.cache",
        ];

        var chosen = HubFileChoice.Choose([.. needed.Concat(notNeeded).Order(StringComparer.Ordinal)]);

        Assert.Equal(needed.Order(StringComparer.Ordinal), chosen.Order(StringComparer.Ordinal));
    }
}
