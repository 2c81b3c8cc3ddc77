using StudioApp.TestKit.Onnx;

namespace StudioApp.TestKit.Models;

/// <summary>A Stable Video Diffusion folder of networks of one layer each, 64 x 64: what it makes of a picture is no art, but depends on it.</summary>
internal static class TinyVideoModel
{
    private const int Latent = 4;
    private const int Scale = 8;
    private const int Eye = 4;
    private const int Width = 8;

    private const string Scheduler = """
        { "_class_name": "EulerDiscreteScheduler", "beta_end": 0.012, "beta_schedule": "scaled_linear", "beta_start": 0.00085, "interpolation_type": "linear",
          "num_train_timesteps": 1000, "prediction_type": "v_prediction", "sigma_max": 700.0, "sigma_min": 0.002, "steps_offset": 1, "timestep_spacing": "leading",
          "timestep_type": "continuous", "use_karras_sigmas": true }
        """;

    public static void Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "scheduler"));
        Directory.CreateDirectory(Path.Combine(folder, "unet"));
        File.WriteAllText(Path.Combine(folder, "model_index.json"), """{ "_class_name": "StableVideoDiffusionPipeline" }""");
        File.WriteAllText(Path.Combine(folder, "scheduler", "scheduler_config.json"), Scheduler);
        File.WriteAllText(Path.Combine(folder, "unet", "config.json"), """{ "sample_size": 8, "num_frames": 14 }""");
        WriteDenoiser(Path.Combine(folder, "unet", "model.onnx"));
        WriteEye(Path.Combine(folder, "image_encoder", "model.onnx"));
        WriteEncoder(Path.Combine(folder, "vae_encoder", "model.onnx"));
        WriteDecoder(Path.Combine(folder, "vae_decoder", "model.onnx"));
    }

    private static void WriteDenoiser(string path)
    {
        var graph = new OnnxGraph();
        int[] channelsFirst = [0, 2, 1, 3, 4];
        long[] perSample = [-1, 1, 1, 1, 1];
        var sample = graph.Node("Transpose", [graph.Input("sample", OnnxType.Float, -1, -1, 2 * Latent, -1, -1)], ("perm", channelsFirst));
        var sum = graph.Node("Conv", [sample, graph.Constant(Weights(1, Latent * 2 * Latent), Latent, 2 * Latent, 1, 1, 1)], ("kernel_shape", new[] { 1, 1, 1 }));
        sum = graph.Add(sum, graph.Reshape(graph.Sin(graph.Node("Mul", [graph.Input("timestep", OnnxType.Float), graph.Constant([0.1f])])), perSample));
        var seen = graph.Node("MatMul", [graph.Input("encoder_hidden_states", OnnxType.Float, -1, -1, Width), graph.Constant(Weights(2, Width), Width, 1)]);
        sum = graph.Add(sum, graph.Reshape(graph.Node("ReduceMean", [seen], ("axes", new[] { 1 })), perSample));
        var told = graph.Node("MatMul", [graph.Input("added_time_ids", OnnxType.Float, -1, 3), graph.Constant([0.01f, 0.01f, 0.01f], 3, 1)]);
        sum = graph.Add(sum, graph.Reshape(graph.Sin(told), perSample));
        graph.Output("out_sample", graph.Node("Transpose", [graph.Tanh(sum)], ("perm", channelsFirst)), OnnxType.Float, -1, -1, Latent, -1, -1);
        graph.Save(path);
    }

    private static void WriteEye(string path)
    {
        var graph = new OnnxGraph();
        var pixels = graph.Reshape(graph.Input("pixel_values", OnnxType.Float, -1, 3, Eye, Eye), -1, 3 * Eye * Eye);
        graph.Output("image_embeds", graph.Tanh(graph.Node("MatMul", [pixels, graph.Constant(Weights(3, 3 * Eye * Eye * Width), 3 * Eye * Eye, Width)])), OnnxType.Float, -1, Width);
        graph.Save(path);
    }

    private static void WriteEncoder(string path)
    {
        var graph = new OnnxGraph();
        var weights = graph.Constant(Weights(4, 2 * Latent * 3 * Scale * Scale), 2 * Latent, 3, Scale, Scale);
        var latent = graph.Node("Conv", [graph.Input("sample", OnnxType.Float, -1, 3, -1, -1), weights], ("strides", new[] { Scale, Scale }), ("kernel_shape", new[] { Scale, Scale }));
        graph.Output("latent_parameters", latent, OnnxType.Float, -1, 2 * Latent, -1, -1);
        graph.Save(path);
    }

    private static void WriteDecoder(string path)
    {
        var graph = new OnnxGraph();
        var weights = graph.Constant(Weights(5, Latent * 3 * Scale * Scale), Latent, 3, Scale, Scale);
        var picture = graph.Node("ConvTranspose", [graph.Input("latent_sample", OnnxType.Float, -1, Latent, -1, -1), weights], ("strides", new[] { Scale, Scale }));
        graph.Output("sample", graph.Tanh(picture), OnnxType.Float, -1, 3, -1, -1);
        graph.Save(path);
    }

    // the same in every run
    private static float[] Weights(int seed, int count) => [.. Enumerable.Range(1, count).Select(i => (float)(Math.Sin(i * 12.9898 + seed * 78.233) * 0.3))];
}
