using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Pipelines.StableDiffusion;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Tests.Support.Toys;

/// <summary>A Stable Diffusion folder of toy networks, and what comes out of it reckoned plainly.</summary>
internal sealed record ToyStableDiffusion
{
    public const double Factor = 0.18215;

    public ToyDenoiser Denoiser { get; init; } = new();

    public ToyTextEncoder Text { get; init; } = new(8);

    public ToyVae Vae { get; init; } = new();

    public string Scheduler { get; init; } = PlainDdim.Config;

    public static VideoRequest Request { get; } = new("a fox in the forest", "rain", Seed: 5, Steps: 4, GuidanceScale: 3, Width: 32, Height: 16, FramesPerSecond: 8, FrameCount: 1);

    public ToyFolder Write()
    {
        var folder = new ToyFolder().AddClip().Write("scheduler/scheduler_config.json", Scheduler);
        Denoiser.Write(folder["unet/model.onnx"]);
        Text.Write(folder["text_encoder/model.onnx"]);
        Vae.WriteDecoder(folder["vae_decoder/model.onnx"]);
        return folder;
    }

    /// <summary>Through the pipeline's own stages.</summary>
    /// <returns>The final latents, and the picture as parts of full brightness.</returns>
    public static (float[] Latents, float[] Picture) Run(ToyFolder folder, VideoRequest request)
    {
        using var model = new LatentModel(folder.Sessions, folder.Path, 4, 1, seed => new PhiloxNoise(seed));
        return Run(model, request);
    }

    public static (float[] Latents, float[] Picture) Run(LatentModel model, VideoRequest request)
    {
        using var scope = new RunScope(CancellationToken.None);
        using var generation = new StableDiffusionGeneration(model, request, new Requests.Observer(), scope);
        generation.Encode();
        generation.Prepare();
        generation.Denoise();
        return (generation.Latents.ToArray(), generation.Decode().First().ToArray());
    }

    /// <summary>What the denoiser says, guided, as the reference's pipeline has it.</summary>
    public Func<double[], double, double[]> Guided(ToyFolder folder, VideoRequest request, params double[][] others)
    {
        var positive = Text.Encode(folder.Ids(request.Prompt));
        var negative = Text.Encode(folder.Ids(request.NegativePrompt ?? ""));
        return (x, t) => [.. Denoiser.Predict(x, t, negative, others).Zip(Denoiser.Predict(x, t, positive, others), (n, p) => n + request.GuidanceScale * (p - n))];
    }
}
