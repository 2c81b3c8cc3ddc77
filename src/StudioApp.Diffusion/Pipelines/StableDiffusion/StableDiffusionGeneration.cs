using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.StableDiffusion;

/// <summary>A model of pictures makes one, which stands for as long as the clip lasts. Its latents are [channels, height, width].</summary>
internal sealed class StableDiffusionGeneration(LatentModel model, VideoRequest request, IPipelineObserver observer, RunScope scope)
    : LatentGeneration<LatentModel>(model, request, observer, scope), ILatentDenoiser
{
    private readonly int _width = request.Width / model.Space.Scale;
    private readonly int _height = request.Height / model.Space.Scale;
    private Unet? _unet;

    public override void Encode() => _unet = Model.Bind(Request, [Model.Space.Channels, _height, _width], Scope);

    public override IEnumerable<ReadOnlyMemory<float>> Decode()
    {
        using var decoder = new VaeDecoder(Model.Vae, Model.Space, _width, _height);
        Scope.EndsStage = true;
        var picture = decoder.DecodeToUnit(Latents, Scope);
        for (var i = 0; i < Request.FrameCount; i++)
            yield return picture;
    }

    public void Predict(ReadOnlySpan<float> input, float time, Span<float> prediction, RunScope run) =>
        Unet.Predict(input, time, (float)Request.GuidanceScale, prediction, run);

    public override void Dispose() => _unet?.Dispose();

    protected override LatentLoop Begin()
    {
        var noise = Model.Noise(Request.Seed);
        var start = Request.Source is { } source ? new LatentStart(EncodePicture(source, noise), Request.Strength) : null;
        return new LatentLoop(Model.Scheduler, Request.Steps, Unet.Size, this, noise, start);
    }

    protected override int LatentIndex(int frame) => 0;

    protected override float[] LatentAt(ReadOnlySpan<float> latents, int index) => latents.ToArray();

    private Unet Unet => _unet ?? throw new InvalidOperationException("Encode comes first.");

    private float[] EncodePicture(RgbFrame source, INoiseSource noise)
    {
        using var encoder = new VaeEncoder(Model.VaeEncoder, Model.Space, Request.Width, Request.Height);
        var latent = encoder.Encode(PicturePlanes.Fit(source, Request.Width, Request.Height), noise, Scope);
        Model.Space.ScaleInPlace(latent);
        Model.Freed();
        return latent;
    }
}
