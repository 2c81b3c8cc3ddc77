using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.StableVideoDiffusion;

/// <summary>The picture is seen twice, by CLIP as what is in it and by the autoencoder as what it looks like. Latents are [frames, channels, height, width].</summary>
internal sealed class StableVideoGeneration : LatentGeneration<StableVideoModel>
{
    // what the model was trained to see of a picture: a little noise, and it is told how much
    private const float Augmentation = 0.02f;

    private readonly INoiseSource _noise;
    private readonly int _frames;
    private readonly int _width;
    private readonly int _height;
    private Unet? _unet;
    private float[] _picture = [];

    public StableVideoGeneration(StableVideoModel model, VideoRequest request, IPipelineObserver observer, RunScope scope)
        : base(model, request, observer, scope)
    {
        _noise = model.Noise(request.Seed);
        _frames = model.FramesFor(request.FrameCount);
        (_width, _height) = (request.Width / model.Space.Scale, request.Height / model.Space.Scale);
    }

    public override void Encode()
    {
        var source = Request.Source ?? throw new InvalidOperationException("The request was not checked.");
        var planes = PicturePlanes.Fit(source, Request.Width, Request.Height);
        _unet = Bind(Look(source));

        var noise = new float[planes.Length];
        _noise.Fill(noise, NoiseStreams.Picture);
        Blend.Add(planes, Augmentation, noise);
        using var encoder = new VaeEncoder(Model.VaeEncoder, Model.Space, Request.Width, Request.Height);
        // the mean, and not scaled: so it was trained
        _picture = encoder.Encode(planes, noise: null, Scope);
        Model.Freed();
    }

    public override IEnumerable<ReadOnlyMemory<float>> Decode()
    {
        using var decoder = new TemporalVaeDecoder(Model.VaeDecoder, Model.Space, _width, _height);
        foreach (var frame in decoder.Decode(Loop.Latents.ToArray(), Request.FrameCount, Scope))
        {
            Planes.ToUnitInPlace(frame.Span);
            yield return frame;
        }
    }

    public override void Dispose() => _unet?.Dispose();

    protected override LatentLoop Begin()
    {
        var unet = _unet ?? throw new InvalidOperationException("Encode comes first.");
        var denoiser = new FrameGuidedUnet(unet, _picture, _frames, (float)Request.GuidanceScale);
        return new LatentLoop(Model.Scheduler, Request.Steps, _frames * _picture.Length, denoiser, _noise);
    }

    protected override float[] LatentAt(ReadOnlySpan<float> latents, int index) => latents.Slice(index * _picture.Length, _picture.Length).ToArray();

    // all of the picture, also what the clip's shape cuts off: so the reference shows it
    private float[] Look(RgbFrame source)
    {
        using var encoder = new ClipImageEncoder(Model.ImageEncoder, ClipImageOptions.Read(Model.Folder));
        return encoder.Encode(PicturePlanes.Of(source), source.Width, source.Height, Scope);
    }

    private Unet Bind(float[] embedding)
    {
        int[] shape = [_frames, 2 * Model.Space.Channels, _height, _width];
        Model.Unet.Fix(Model.Ports.SampleSizes(shape));
        // it was trained on the rate less one
        float[] told = [(float)Math.Round(Request.FramesPerSecond) - 1, Request.Motion, Augmentation];
        var positive = new Conditioning(embedding, embedding.Length, (UnetInput.TimeIds, told));
        var negative = Request.GuidanceScale > 1 ? positive with { Context = new float[embedding.Length] } : null;
        return new Unet(
            Model.Unet,
            Model.Ports,
            shape,
            positive,
            negative,
            outputShape: [_frames, Model.Space.Channels, _height, _width]);
    }
}
