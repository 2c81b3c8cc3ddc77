using System.Numerics.Tensors;
using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Wan;

/// <summary>One request on its way: encode, prepare, denoise, decode.</summary>
internal sealed class WanGeneration : ILatentDenoiser, IDisposable
{
    private readonly WanModel _model;
    private readonly VideoRequest _request;
    private readonly IPipelineObserver _observer;
    private readonly RunScope _scope;
    private readonly int[] _shape;
    private readonly List<Unet> _denoisers = [];
    private LatentLoop? _loop;
    private Unet? _speaking;

    public WanGeneration(WanModel model, VideoRequest request, IPipelineObserver observer, RunScope scope)
    {
        (_model, _request, _observer, _scope) = (model, request, observer, scope);
        _shape = [model.Latents.Channels, model.LatentFramesFor(request.FrameCount), request.Height / WanLatents.Scale, request.Width / WanLatents.Scale];
    }

    /// <summary>[channels, latent frames, height, width]</summary>
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
        var positive = new Conditioning(_model.Text.Encode(PromptText.Clean(_request.Prompt), _scope));
        var negative = _request.GuidanceScale > 1 ? new Conditioning(_model.Text.Encode(PromptText.Clean(_request.NegativePrompt), _scope)) : null;
        // as in the reference, never as a batch of two: a clip's activations are what fills the memory
        foreach (var (graph, ports) in _model.Transformers)
        {
            graph.Fix(ports.SampleSizes(_shape));
            _denoisers.Add(new Unet(graph, ports, _shape, positive, negative, separately: true) { GuidanceRescale = (float)_request.GuidanceRescale });
        }

        _model.Freed();
    }

    public void Prepare() => _loop = new LatentLoop(_model.Scheduler, _request.Steps, _denoisers[0].Size, this, _model.Noise(_request.Seed));

    public void Denoise()
    {
        for (var step = 0; step < Loop.Steps; step++)
        {
            Loop.Step(step, _scope);
            PredictableStep.Tell(_observer, Loop.Done(step), Loop.Count, Preview);
        }

        _model.Freed();
    }

    public void Predict(ReadOnlySpan<float> input, float time, Span<float> prediction, RunScope scope)
    {
        var isBeginning = _model.Stages.Boundary is not { } boundary || time >= boundary * _model.Scheduler.MaxSteps;
        var denoiser = _denoisers[isBeginning ? 0 : 1];
        if (denoiser != _speaking)
            _model.Freed();
        _speaking = denoiser;
        denoiser.Predict(input, time, (float)_request.GuidanceScale, prediction, scope);
    }

    /// <summary>Each frame as parts of full brightness, [3, height, width]; valid until the next one.</summary>
    public IEnumerable<ReadOnlyMemory<float>> Decode()
    {
        using var decoder = new VideoVaeDecoder(_model.Vae, _shape, WanLatents.Scale, WanLatents.Unpressed(_shape[1]));
        decoder.Decode(_model.Latents.Unscale(Latents), _scope);
        for (var index = 0; index < _request.FrameCount; index++)
        {
            var frame = decoder.Frame(index);
            TensorPrimitives.Multiply(frame.Span, 0.5f, frame.Span);
            TensorPrimitives.Add(frame.Span, 0.5f, frame.Span);
            yield return frame;
        }
    }

    public void Dispose() => _denoisers.ForEach(denoiser => denoiser.Dispose());

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

    // latent frames, each of which stands for several of the clip
    private IReadOnlyList<RgbFrame> Preview(int maxSide, int count)
    {
        if (_model.Colours(_scope) is not { } colours)
            return [];
        var shown = Enumerable.Range(0, count).Select(i => i * WanLatents.Pressed(_request.FrameCount) / count);
        return [.. shown.Select(frame => colours.Draw(Loop.Clean, _shape[1], frame, _shape[3], _shape[2]))];
    }
}
