using System.Numerics.Tensors;
using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.StableVideoDiffusion;

/// <summary>One request on its way: encode, prepare, denoise, decode. The picture is seen twice, by CLIP as what is in it and by the autoencoder as what it looks like.</summary>
internal sealed class StableVideoGeneration : IDisposable
{
    // what the model was trained to see of a picture: a little noise, and it is told how much
    private const float Augmentation = 0.02f;

    private readonly StableVideoModel _model;
    private readonly VideoRequest _request;
    private readonly IPipelineObserver _observer;
    private readonly RunScope _scope;
    private readonly INoiseSource _noise;
    private readonly int _frames;
    private readonly int _width;
    private readonly int _height;
    private Unet? _unet;
    private float[] _picture = [];
    private LatentLoop? _loop;

    public StableVideoGeneration(StableVideoModel model, VideoRequest request, IPipelineObserver observer, RunScope scope)
    {
        (_model, _request, _observer, _scope) = (model, request, observer, scope);
        _noise = model.Noise(request.Seed);
        _frames = model.FramesFor(request.FrameCount);
        (_width, _height) = (request.Width / model.Space.Scale, request.Height / model.Space.Scale);
    }

    /// <summary>[frames, channels, height, width]</summary>
    public ReadOnlySpan<float> Latents => Loop.Latents;

    public async Task RunAsync(FrameQueue queue)
    {
        Encode();
        Prepare();
        Denoise();
        await DecodeAsync(queue);
    }

    public void Encode()
    {
        var source = _request.Source ?? throw new InvalidOperationException("The request was not checked.");
        var planes = PicturePlanes.Fit(source, _request.Width, _request.Height);
        _unet = Bind(Look(planes));

        var noise = new float[planes.Length];
        _noise.Fill(noise, NoiseStreams.Picture);
        Blend.Add(planes, Augmentation, noise);
        using var encoder = new VaeEncoder(_model.VaeEncoder, _model.Space, _request.Width, _request.Height);
        // the mean, and not scaled: so it was trained
        _picture = encoder.Encode(planes, noise: null, _scope);
    }

    public void Prepare()
    {
        var unet = _unet ?? throw new InvalidOperationException("Encode comes first.");
        var denoiser = new FrameGuidedUnet(unet, _picture, _frames, (float)_request.GuidanceScale);
        _loop = new LatentLoop(_model.Scheduler, _request.Steps, _frames * _picture.Length, denoiser, _noise);
    }

    public void Denoise()
    {
        for (var step = 0; step < Loop.Steps; step++)
        {
            Loop.Step(step, _scope);
            PredictableStep.Tell(_observer, Loop.Done(step), Loop.Count, Preview);
        }
    }

    /// <summary>Each frame as parts of full brightness, [3, height, width]; valid until the next one.</summary>
    public IEnumerable<ReadOnlyMemory<float>> Decode()
    {
        using var decoder = new TemporalVaeDecoder(_model.VaeDecoder, _model.Space, _width, _height);
        foreach (var frame in decoder.Decode(Loop.Latents.ToArray(), _request.FrameCount, _scope))
        {
            TensorPrimitives.Multiply(frame.Span, 0.5f, frame.Span);
            TensorPrimitives.Add(frame.Span, 0.5f, frame.Span);
            yield return frame;
        }
    }

    public void Dispose() => _unet?.Dispose();

    private LatentLoop Loop => _loop ?? throw new InvalidOperationException("Prepare comes before it.");

    private float[] Look(float[] planes)
    {
        using var encoder = new ClipImageEncoder(_model.ImageEncoder, ClipImageOptions.Read(_model.Folder));
        return encoder.Encode(planes, _request.Width, _request.Height, _scope);
    }

    private Unet Bind(float[] embedding)
    {
        // it was trained on the rate less one
        float[] told = [(float)Math.Round(_request.FramesPerSecond) - 1, _request.Motion, Augmentation];
        var positive = new Conditioning(embedding, (UnetInput.TimeIds, told));
        var negative = _request.GuidanceScale > 1 ? positive with { Context = new float[embedding.Length] } : null;
        return new Unet(
            _model.Unet,
            _model.Ports,
            [_frames, 2 * _model.Space.Channels, _height, _width],
            positive,
            negative,
            outputShape: [_frames, _model.Space.Channels, _height, _width]);
    }

    private async Task DecodeAsync(FrameQueue queue)
    {
        byte brightest = 0;
        foreach (var planes in Decode())
        {
            var frame = RgbFrame.Rent(_request.Width, _request.Height);
            brightest = Math.Max(brightest, PlanarRgb.Write(planes.Span, frame, "the frames"));
            await queue.WriteAsync(lane: 0, frame, _scope.Token);
        }

        BlackGuard.Check(brightest, "the frames");
    }

    private IReadOnlyList<RgbFrame> Preview(int maxSide, int count)
    {
        if (LatentColours.Find(_model.Space) is not { } colours)
            return [];
        var size = _picture.Length;
        var shown = Enumerable.Range(0, count).Select(i => i * _request.FrameCount / count);
        return [.. shown.Select(frame => colours.Draw(Loop.Clean.Slice(frame * size, size), frames: 1, frame: 0, _width, _height))];
    }
}
