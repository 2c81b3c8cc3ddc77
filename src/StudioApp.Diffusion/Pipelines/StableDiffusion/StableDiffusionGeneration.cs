using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.StableDiffusion;

/// <summary>
/// One request on its way: encode, prepare, denoise, decode. A model of pictures makes one, which stands for as long as the clip lasts.
/// </summary>
internal sealed class StableDiffusionGeneration(LatentModel model, VideoRequest request, IPipelineObserver observer, RunScope scope) : ILatentDenoiser, IDisposable
{
    private readonly int _width = request.Width / model.Space.Scale;
    private readonly int _height = request.Height / model.Space.Scale;
    private Unet? _unet;
    private LatentLoop? _loop;

    /// <summary>[channels, height, width]</summary>
    public ReadOnlySpan<float> Latents => Loop.Latents;

    public async Task RunAsync(FrameQueue queue)
    {
        Encode();
        Prepare();
        Denoise();
        await DecodeAsync(queue);
    }

    public void Encode() => _unet = model.Bind(request, [model.Space.Channels, _height, _width], scope);

    public void Prepare()
    {
        var noise = model.Noise(request.Seed);
        var start = request.Source is { } source ? new LatentStart(EncodePicture(source, noise), request.Strength) : null;
        _loop = new LatentLoop(model.Scheduler, request.Steps, Unet.Size, this, noise, start);
    }

    public void Denoise()
    {
        for (var step = 0; step < Loop.Steps; step++)
        {
            Loop.Step(step, scope);
            PredictableStep.Tell(observer, Loop.Done(step), Loop.Count, (_, frames) => Preview(frames));
        }

        model.Freed();
    }

    /// <inheritdoc cref="VaeDecoder.DecodeToUnit"/>
    public float[] Decode()
    {
        using var decoder = new VaeDecoder(model.Vae, model.Space, _width, _height);
        scope.EndsStage = true;
        return decoder.DecodeToUnit(Latents, scope).ToArray();
    }

    public void Predict(ReadOnlySpan<float> input, float time, Span<float> prediction, RunScope run) =>
        Unet.Predict(input, time, (float)request.GuidanceScale, prediction, run);

    public void Dispose() => _unet?.Dispose();

    private Unet Unet => _unet ?? throw new InvalidOperationException("Encode comes first.");

    private LatentLoop Loop => _loop ?? throw new InvalidOperationException("Prepare comes before it.");

    private float[] EncodePicture(RgbFrame source, INoiseSource noise)
    {
        using var encoder = new VaeEncoder(model.VaeEncoder, model.Space, request.Width, request.Height);
        var latent = encoder.Encode(PicturePlanes.Fit(source, request.Width, request.Height), noise, scope);
        model.Space.ScaleInPlace(latent);
        model.Freed();
        return latent;
    }

    private async Task DecodeAsync(FrameQueue queue)
    {
        var picture = Decode();
        for (var i = 0; i < request.FrameCount; i++)
        {
            var frame = RgbFrame.Rent(request.Width, request.Height);
            BlackGuard.Check(PlanarRgb.Write(picture, frame, "the picture"), "the picture");
            await queue.WriteAsync(lane: 0, frame, scope.Token);
        }
    }

    private IReadOnlyList<RgbFrame> Preview(int frames) =>
        model.Colours(scope) is { } colours ? [.. Enumerable.Range(0, frames).Select(_ => colours.Draw(Loop.Clean, frames: 1, frame: 0, _width, _height))] : [];
}
