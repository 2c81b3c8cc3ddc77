using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.AnimateDiff;

/// <summary>
/// One request on its way: encode, prepare, denoise, decode. All frames are denoised together; the decoder takes them one by one.
/// Guo et al., "AnimateDiff", ICLR 2024.
/// </summary>
internal sealed class AnimateDiffGeneration : IDisposable
{
    private readonly LatentModel _model;
    private readonly VideoRequest _request;
    private readonly IPipelineObserver _observer;
    private readonly RunScope _scope;
    private readonly ContextWindows _windows;
    private readonly int _frames;
    private readonly int _width;
    private readonly int _height;
    private Unet? _unet;
    private LatentLoop? _loop;

    public AnimateDiffGeneration(LatentModel model, VideoRequest request, IPipelineObserver observer, RunScope scope)
    {
        (_model, _request, _observer, _scope) = (model, request, observer, scope);
        var window = model.Ports.Sample.Shape[2] > 0 ? model.Ports.Sample.Shape[2] : Math.Min(model.Config.Frames, request.FrameCount);
        _frames = Math.Max(request.FrameCount, window);
        _windows = ContextWindows.Over(_frames, window);
        (_width, _height) = (request.Width / model.Space.Scale, request.Height / model.Space.Scale);
    }

    /// <summary>[channels, frames, height, width]</summary>
    public ReadOnlySpan<float> Latents => Loop.Latents;

    public async Task RunAsync(FrameQueue queue)
    {
        Encode();
        Prepare();
        Denoise();
        await DecodeAsync(queue);
    }

    public void Encode() => _unet = _model.Bind(_request, [_model.Space.Channels, _windows.Length, _height, _width], _scope);

    public void Prepare()
    {
        var denoiser = new WindowedUnet(Unet, _windows, _model.Space.Channels, _frames, _width * _height, (float)_request.GuidanceScale);
        var size = _model.Space.Channels * _frames * _width * _height;
        _loop = new LatentLoop(_model.Scheduler, _request.Steps, size, denoiser, _model.Noise(_request.Seed));
    }

    public void Denoise()
    {
        for (var step = 0; step < Loop.Steps; step++)
        {
            Loop.Step(step, _scope);
            PredictableStep.Tell(_observer, Loop.Done(step), Loop.Count, Preview);
        }

        _model.Freed();
    }

    /// <summary>Each frame as parts of full brightness, [3, height, width]; valid until the next one.</summary>
    public IEnumerable<ReadOnlyMemory<float>> Decode()
    {
        using var decoder = new VaeDecoder(_model.Vae, _model.Space, _width, _height);
        var (area, channels) = (_width * _height, _model.Space.Channels);
        var latent = new float[channels * area];
        for (var frame = 0; frame < _request.FrameCount; frame++)
        {
            for (var channel = 0; channel < channels; channel++)
                Latents.Slice((channel * _frames + frame) * area, area).CopyTo(latent.AsSpan(channel * area));
            _scope.EndsStage = frame == _request.FrameCount - 1;
            yield return decoder.DecodeToUnit(latent, _scope);
        }
    }

    public void Dispose() => _unet?.Dispose();

    private Unet Unet => _unet ?? throw new InvalidOperationException("Encode comes first.");

    private LatentLoop Loop => _loop ?? throw new InvalidOperationException("Prepare comes before it.");

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
        var shown = Enumerable.Range(0, count).Select(i => i * _request.FrameCount / count);
        return _model.Colours(_scope) is { } colours ? [.. shown.Select(frame => colours.Draw(Loop.Clean, _frames, frame, _width, _height))] : [];
    }
}
