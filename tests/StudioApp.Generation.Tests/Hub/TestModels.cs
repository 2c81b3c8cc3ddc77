using StudioApp.TestKit.Hub;

namespace StudioApp.Engine.Tests.Hub;

/// <summary>Repositories as people meet them, small.</summary>
internal static class TestModels
{
    public const int GraphSize = 300_000;

    public const string Graph = "unet/model.onnx";

    /// <summary>Bytes that are no model, for what does not look into them.</summary>
    public static LoopbackRepository AddSmall(this LoopbackHub hub, string id = "studio/small") => hub.Add(id)
        .With("model_index.json", """{ "_class_name": "StableDiffusionPipeline" }""")
        .With("README.md", "---\nlicense: mit\n---\n# Small\n")
        .With("scheduler/scheduler_config.json", "{}")
        .With("text_encoder/model.onnx", Bytes(20_000, seed: 1))
        .With("unet/model.onnx", Bytes(GraphSize, seed: 2))
        .With("unet/model.onnx_data", Bytes(50_000, seed: 3))
        .With("vae_decoder/model.onnx", Bytes(20_000, seed: 4));

    public static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        var state = (uint)seed * 2654435761u + 1;
        for (var i = 0; i < count; i++)
        {
            state = state * 1664525u + 1013904223u;
            bytes[i] = (byte)(state >> 24);
        }

        return bytes;
    }
}
