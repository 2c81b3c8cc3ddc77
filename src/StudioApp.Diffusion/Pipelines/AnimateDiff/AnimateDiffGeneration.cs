using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.AnimateDiff;

/// <summary>
/// All frames are denoised together; the decoder takes them one by one. Latents are [channels, frames, height, width].
/// Guo et al., "AnimateDiff", ICLR 2024.
/// </summary>
internal sealed class AnimateDiffGeneration : LatentGeneration<LatentModel>
{
    private readonly ContextWindows _windows;
    private readonly int _frames;
    private readonly int _width;
    private readonly int _height;
    private Unet? _unet;

    public AnimateDiffGeneration(LatentModel model, VideoRequest request, IPipelineObserver observer, RunScope scope)
        : base(model, request, observer, scope)
    {
        var window = model.Ports.Sample.Shape[2] > 0 ? model.Ports.Sample.Shape[2] : Math.Min(model.Config.Frames, request.FrameCount);
        _frames = Math.Max(request.FrameCount, window);
        _windows = ContextWindows.Over(_frames, window);
        (_width, _height) = (request.Width / model.Space.Scale, request.Height / model.Space.Scale);
    }

    public override void Encode() => _unet = Model.Bind(Request, [Model.Space.Channels, _windows.Length, _height, _width], Scope);

    public override IEnumerable<ReadOnlyMemory<float>> Decode()
    {
        using var decoder = new VaeDecoder(Model.Vae, Model.Space, _width, _height);
        for (var frame = 0; frame < Request.FrameCount; frame++)
        {
            Scope.EndsStage = frame == Request.FrameCount - 1;
            yield return decoder.DecodeToUnit(LatentAt(Latents, frame), Scope);
        }
    }

    public override void Dispose() => _unet?.Dispose();

    protected override LatentLoop Begin()
    {
        var unet = _unet ?? throw new InvalidOperationException("Encode comes first.");
        var denoiser = new WindowedUnet(unet, _windows, Model.Space.Channels, _frames, _width * _height, (float)Request.GuidanceScale);
        return new LatentLoop(Model.Scheduler, Request.Steps, Model.Space.Channels * _frames * _width * _height, denoiser, Model.Noise(Request.Seed));
    }

    protected override float[] LatentAt(ReadOnlySpan<float> latents, int index) => Planes.Take(latents, Model.Space.Channels, _frames, index);
}
