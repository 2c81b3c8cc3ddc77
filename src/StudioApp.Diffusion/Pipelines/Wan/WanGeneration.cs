using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Wan;

/// <summary>Noise is taken off by one transformer, or by one after the other. Latents are [channels, latent frames, height, width].</summary>
internal sealed class WanGeneration : LatentGeneration<WanModel>, ILatentDenoiser
{
    private readonly int[] _shape;
    private readonly List<Unet> _denoisers = [];
    private Unet? _speaking;

    public WanGeneration(WanModel model, VideoRequest request, IPipelineObserver observer, RunScope scope)
        : base(model, request, observer, scope)
    {
        _shape = [model.Latents.Channels, model.LatentFramesFor(request.FrameCount), request.Height / WanLatents.Scale, request.Width / WanLatents.Scale];
    }

    public override void Encode()
    {
        var positive = Read(Request.Prompt);
        var negative = Request.GuidanceScale > 1 ? Read(Request.NegativePrompt ?? "") : null;
        // as in the reference, never as a batch of two: a clip's activations are what fills the memory
        foreach (var (graph, ports) in Model.Transformers)
        {
            graph.Fix(ports.SampleSizes(_shape));
            _denoisers.Add(new Unet(graph, ports, _shape, positive, negative, separately: true) { GuidanceRescale = (float)Request.GuidanceRescale });
        }

        Model.Freed();
    }

    public void Predict(ReadOnlySpan<float> input, float time, Span<float> prediction, RunScope scope)
    {
        var isBeginning = Model.Stages.Boundary is not { } boundary || time >= boundary * Model.Scheduler.MaxSteps;
        var denoiser = _denoisers[isBeginning ? 0 : 1];
        if (denoiser != _speaking)
            Model.Freed();
        _speaking = denoiser;
        denoiser.Predict(input, time, (float)Request.GuidanceScale, prediction, scope);
    }

    public override IEnumerable<ReadOnlyMemory<float>> Decode()
    {
        using var decoder = new VideoVaeDecoder(Model.Vae, _shape, WanLatents.Scale, WanLatents.Unpressed(_shape[1]));
        Scope.EndsStage = true;
        decoder.Decode(Model.Latents.Unscale(Latents), Scope);
        for (var index = 0; index < Request.FrameCount; index++)
        {
            var frame = decoder.Frame(index);
            Planes.ToUnitInPlace(frame.Span);
            yield return frame;
        }
    }

    public override void Dispose() => _denoisers.ForEach(denoiser => denoiser.Dispose());

    protected override LatentLoop Begin() => new(Model.Scheduler, Request.Steps, _denoisers[0].Size, this, Model.Noise(Request.Seed));

    private Conditioning Read(string prompt) => new(Model.Text.Encode(PromptText.Clean(prompt), Scope), Model.Text.Width);

    // the first stands for one frame, each of the others for several
    protected override int LatentIndex(int frame) => WanLatents.Pressed(frame + 1) - 1;

    protected override float[] LatentAt(ReadOnlySpan<float> latents, int index) => Planes.Take(latents, _shape[0], _shape[1], index);
}
